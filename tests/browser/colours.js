// Lets axe compare the colours of those texts whose look has not been compared before, on this page or another.
// A look is all that the comparison hangs on: colour and size of the text, what lies behind it up to the page, and for a
// link the words around it.
async compared => {
  const known = new Set(compared), fresh = new Map(), looks = new Map(), behind = new Map();

  const ground = element => {
    if (!element) return '';
    if (!behind.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position, style.filter, style.mixBlendMode];
      const plain = own.join() === 'rgba(0, 0, 0, 0),none,1,static,none,normal';
      behind.set(element, (plain ? '' : own.join() + '/') + ground(element.parentElement));
    }
    return behind.get(element);
  };

  const idle = element => element.closest(':disabled, [aria-disabled=true]') !== null
    || element.closest('label')?.control?.disabled === true;

  const written = element => ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName)
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const around = link => {
    let block = link.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const alone = block.textContent.trim() === link.textContent.trim();
    return [alone, getComputedStyle(block).color, ground(block)].join();
  };

  const look = element => {
    const style = getComputedStyle(element);
    const link = element.closest('a[href]');
    return [
      element.tagName, element.type, style.color, style.fontSize, style.fontWeight, style.textShadow,
      style.webkitTextFillColor, style.textDecoration, style.border, written(element), idle(element), ground(element),
      link && around(link),
    ].join();
  };

  // What is clipped or far off the screen, for those who listen, has no colour.
  const shown = element => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({opacityProperty: true, visibilityProperty: true})
      && box.width > 1 && box.height > 1 && box.bottom + scrollY > 0 && box.right + scrollX > 0
      && !element.closest('.mb-hidden') && !['checkbox', 'radio', 'file'].includes(element.type);
  };

  for (const element of document.body.querySelectorAll('*')) {
    if ((element.matches('a[href]') || written(element)) && shown(element)) {
      const words = look(element);
      if (!looks.has(words)) looks.set(words, element);
    }
  }
  for (const [words, element] of looks) {
    const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(words));
    const name = btoa(String.fromCharCode(...new Uint8Array(digest)));
    if (!known.has(name)) fresh.set(element, name);
  }
  if (fresh.size === 0) return {violations: [], compared: []};
  const rules = ['color-contrast', 'link-in-text-block'];
  const asked = {runOnly: rules, resultTypes: ['violations', 'passes', 'incomplete'], elementRef: true};
  const found = await axe.run({include: [...fresh.keys()]}, asked);
  const nodes = results => new Set(results.flatMap(rule => rule.nodes.map(node => node.element)));
  const passed = nodes(found.passes), open = nodes([...found.incomplete, ...found.violations]);
  // What axe could not tell here it may tell elsewhere: only what it has passed is not asked again.
  const told = [...fresh].filter(([element]) => !open.has(element) && (passed.has(element) || !written(element)));
  const violations = found.violations.map(rule => ({id: rule.id, nodes: rule.nodes.map(node => ({html: node.html}))}));
  return {violations, compared: told.map(([_element, name]) => name)};
}

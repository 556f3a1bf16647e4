// What the frame of a page does beyond plain HTML: the menu on phones, filters open on wide screens, the print button, looking again.
(function () {
  "use strict";

  const wide = window.matchMedia("(min-width: 48rem)");

  /** Turns the link to /menu into a button that shows the navigation in place. */
  function menuInPlace(link) {
    const navigation = document.getElementById(link.dataset.menu);
    if (!navigation) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.textContent = link.textContent;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", navigation.id);
    button.addEventListener("click", function () {
      const open = navigation.toggleAttribute("data-open");
      button.setAttribute("aria-expanded", String(open));
    });
    navigation.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !navigation.hasAttribute("data-open")) return;
      navigation.removeAttribute("data-open");
      button.setAttribute("aria-expanded", "false");
      button.focus();
    });
    link.replaceWith(button);
  }

  /** Filters stand beside the list where there is room, and stay folded where there is not. */
  function openWhereWide() {
    for (const details of document.querySelectorAll('details[data-open="wide"]')) details.open = wide.matches;
  }

  function showPrintButton(button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  }

  /** A page of something that is going on looks again by itself; without scripts a link does. */
  function lookAgain(sign) {
    window.setTimeout(function () { window.location.replace(window.location.href); }, 1000 * Number(sign.dataset.refresh));
  }

  document.querySelectorAll("[data-menu]").forEach(menuInPlace);
  document.querySelectorAll("[data-print]").forEach(showPrintButton);
  document.querySelectorAll("[data-refresh]").forEach(lookAgain);
  openWhereWide();
  wide.addEventListener("change", openWhereWide);
})();

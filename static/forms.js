// What a form does beyond plain HTML: it leads to its errors, counts characters, and is sent once.
(function () {
  "use strict";

  const PAUSE_BEFORE_SPEAKING = 1000;
  const SENDING_MAY_TAKE = 15000;

  /** The summary gets the focus; its links lead to the control itself. */
  function leadToErrors(summary) {
    summary.focus();
    summary.addEventListener("click", function (event) {
      const link = event.target.closest("a[href^='#']");
      const control = link && document.getElementById(link.hash.slice(1));
      if (!control) return;
      event.preventDefault();
      const field = control.closest(".mb-field") || control;
      field.scrollIntoView({ block: "start" });
      control.focus({ preventScroll: true });
    });
  }

  /** Characters as a person counts them: surrogate pairs once, line ends once. */
  function lengthOf(text) {
    return Array.from(text.replace(/\r\n/g, "\n")).length;
  }

  function countCharacters(area) {
    const shown = document.getElementById(area.id + "-count");
    if (!shown) return;
    const spoken = document.createElement("span");
    spoken.className = "mb-hidden";
    spoken.setAttribute("aria-live", "polite");
    shown.after(spoken);
    let pause;

    function update() {
      const left = Number(area.dataset.limit) - lengthOf(area.value);
      const words = left < 0 ? shown.dataset.over : shown.dataset.left;
      shown.textContent = words.replace("{n}", String(Math.abs(left)));
      shown.toggleAttribute("data-over", left < 0);
      return shown.textContent;
    }

    area.addEventListener("input", function () {
      const words = update();
      clearTimeout(pause);
      pause = setTimeout(function () { spoken.textContent = words; }, PAUSE_BEFORE_SPEAKING);
    });
    update();
  }

  /** A second press while the first is on its way is dropped; the button stays a normal button. */
  function sendOnce(form) {
    let sent = 0;
    form.addEventListener("submit", function (event) {
      if (event.timeStamp - sent < SENDING_MAY_TAKE && sent) event.preventDefault();
      else sent = event.timeStamp;
    });
    window.addEventListener("pageshow", function () { sent = 0; });
  }

  document.querySelectorAll("[data-error-summary]").forEach(leadToErrors);
  document.querySelectorAll("textarea[data-limit]").forEach(countCharacters);
  document.querySelectorAll("form[method='post']").forEach(sendOnce);
})();

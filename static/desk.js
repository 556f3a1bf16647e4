// The quick log: proposes registered groups and people while a name is typed. Without it a name is matched when it is saved.
(function () {
  "use strict";

  const PAUSE = 200;

  function propose(input) {
    const list = document.getElementById(input.getAttribute("list"));
    let pause;
    let asked = "";

    async function ask() {
      asked = input.value.trim();
      const wanted = asked;
      if (!wanted || wanted.includes("#")) return;
      const answer = await fetch(input.dataset.names + "?q=" + encodeURIComponent(wanted));
      if (!answer.ok || wanted !== asked) return;
      const names = (await answer.json()).items;
      list.replaceChildren(...names.map(function (name) {
        const option = document.createElement("option");
        option.value = name;
        return option;
      }));
    }

    input.addEventListener("input", function () {
      clearTimeout(pause);
      pause = setTimeout(ask, PAUSE);
    });
  }

  document.querySelectorAll("[data-names]").forEach(propose);
})();

/* Writing a report: a moment after the last keystroke the text is put aside on the server, so that
   nothing typed is lost, and the page says who else is writing. The button saves as without this file.
   <form data-pen="address"> with [data-kept][data-others][data-changed] words of the status line. */
(function () {
  "use strict";
  const REST_MS = 3000;
  const form = document.querySelector("form[data-pen]");
  const status = document.querySelector("[data-kept]");
  if (!form || !status) return;
  let timer = 0;
  let place = "";

  function say(answer) {
    const others = answer.others.map(([who, where]) => [who, where, status.dataset.others].filter(Boolean).join(" "));
    const words = [`${answer.kept} ${status.dataset.kept}`, ...others];
    if (answer.changed) words.push(status.dataset.changed);
    status.textContent = words.join("\u3000");
  }

  async function putAside() {
    const sent = new FormData(form);
    sent.append("at", place);
    const answer = await fetch(form.dataset.pen, { method: "POST", body: sent, headers: { Accept: "application/json" } });
    if (answer.ok) say(await answer.json());
  }

  form.addEventListener("input", (event) => {
    place = event.target.name || place;
    clearTimeout(timer);
    timer = setTimeout(() => putAside().catch(() => {}), REST_MS);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}());

/* Phrases one uses often: kept on the phone, put in where the text is being written. */
import { h, icon, link } from "./dom.js";
import { t } from "./i18n.js";

const kept = async (store) => (await store.get("kept", "phrases")) || [];

export function offer(form, store, touched) {
  const panel = form.querySelector("[data-phrases]");
  const opener = form.querySelector("[data-opens-phrases]");
  opener.addEventListener("click", async () => {
    panel.hidden = !panel.hidden;
    opener.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) await draw();
  });

  function put(words) {
    const text = form.querySelector("#f-text");
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    touched();
  }

  async function keep(words) {
    await store.put("kept", "phrases", words);
    await draw();
  }

  async function draw() {
    const words = await kept(store);
    const field = h("input.form-control", { maxlength: 120, autocomplete: "off", placeholder: t("New phrase"), "aria-label": t("New phrase") });
    const add = () => { const made = field.value.trim(); if (made) keep([...words.filter((each) => each !== made), made]); };
    field.addEventListener("input", (event) => event.stopPropagation());
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
    panel.replaceChildren(
      h("ul", {}, words.map((each) => h("li", {}, h("button.btn.btn-plain", { type: "button", onclick: () => put(each) }, each),
        h("button.btn-text", { type: "button", "aria-label": t("Remove the phrase %(text)s", { text: each }), onclick: () => keep(words.filter((other) => other !== each)) }, icon("x-lg"))))),
      h("p.p-add", {}, field, link(t("Add the phrase"), add)));
  }
}

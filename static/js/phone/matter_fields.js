/* The part of the form on a villager's matter: carry one on, or open a new one. */
import { h } from "./dom.js";
import { t } from "./i18n.js";

export function offer(form, me, fields) {
  const box = form.querySelector("#f-is_matter");
  const panel = form.querySelector("[data-of=matter]");
  const matters = (me?.matters || []).map((each) => [each.number, `${each.number.slice(-4)} ${each.title}`]);
  if (fields.matter && !matters.some(([number]) => number === fields.matter)) matters.unshift([fields.matter, fields.matter]);
  fill(form.querySelector("#f-matter"), [["", t("A new matter")], ...matters]);
  fill(form.querySelector("#f-matter_category"), [["", "—"], ...(me?.categories || []).map(({ value, label }) => [value, label])]);
  box.checked = Boolean(fields.matter || fields.matter_title);
  const show = () => {
    panel.hidden = !box.checked;
    panel.querySelector("[data-new]").hidden = Boolean(form.querySelector("#f-matter").value);
  };
  [box, form.querySelector("#f-matter")].forEach((field) => field.addEventListener("change", show));
  form.querySelector("#f-matter").value = fields.matter || "";
  show();
}

const fill = (select, options) => select.replaceChildren(...options.map(([value, label]) => h("option", { value }, label)));

/* What counts of it: nothing while the box is empty, no new matter beside an old one. */
export function chosen(form) {
  const value = (name) => form.querySelector(`#f-${name}`).value;
  if (!form.querySelector("#f-is_matter").checked) return { matter: "", matter_title: "", matter_category: "" };
  return value("matter") ? { matter_title: "", matter_category: "" } : {};
}

export function faults(form, { matter, matter_title: title, matter_category: category }) {
  if (!form.querySelector("#f-is_matter").checked || matter) return [];
  if (!title.trim()) return [["matter_title", t("Name the matter in a few words.")]];
  return category ? [] : [["matter_category", t("Choose the kind of matter.")]];
}

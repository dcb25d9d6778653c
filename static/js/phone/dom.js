/* Making pages: elements from code, copies of the shell's <template>s. Text is only ever text. */

/* h("a.btn.small", {href}, "words", element, null): nothing is made of null, false and "". */
export function h(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  Object.entries(attributes).forEach(([name, value]) => {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  });
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

export const copy = (id) => document.getElementById(id).content.cloneNode(true);

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/* A part of a page under its heading; the quiet words stand beside it. */
export const part = (heading, quiet, ...children) =>
  h("section", { "aria-label": heading }, h("h2", {}, heading, quiet && " ", quiet && h("span", {}, quiet)), ...children);

export const button = (words, does, kind = "btn-plain") => h(`button.btn.${kind}.p-go`, { type: "button", onclick: does }, words);
export const link = (words, does) => h("button.btn-text", { type: "button", onclick: does }, words);

/* Asks in the page's own dialog; → the `value` of the button pressed, "" for none. */
export function choose(words, ...answers) {
  const dialog = h("dialog.p-ask", { "aria-label": words }, h("form", { method: "dialog" }, h("p", {}, words),
    answers.map(([value, label, kind]) => h(`button.btn.${kind || "btn-plain"}.p-go`, { value }, label))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue); }));
}

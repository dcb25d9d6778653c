/* The photos of the entry being written: added, shown small, taken away again. */
import { h, icon } from "./dom.js";
import { shrink, small } from "./photos.js";
import { t } from "./i18n.js";

export class Pictures {
  constructor(app, ids, touched) {
    Object.assign(this, { app, ids: [...ids], touched, list: h("ul.photos") });
  }

  get most() {
    return this.app.me?.rules?.photos_max ?? 9;
  }

  async draw() {
    const marks = new Map((await this.app.store.rows("marks")).map((mark) => [mark.id, mark]));
    const tiles = await Promise.all(this.ids.map((id, at) => this.tile(id, at + 1, marks.get(id))));
    this.list.replaceChildren(...tiles, this.adder());
    return this.list;
  }

  async tile(id, number, mark) {
    const words = t("Photo %(n)s", { n: number });
    const bytes = mark && (await this.app.store.get("photos", id));
    const kept = mark && !mark.sent && t("%(n)s KB kept", { n: Math.ceil(mark.size / 1024) });
    const standing = mark?.refused ? h("span.st.st-back", {}, mark.refused) : h("span.st.st-done", {}, kept || t("The county has it"));
    const away = h("button.btn-text", { type: "button", "aria-label": t("Take away photo %(n)s", { n: number }), onclick: () => this.remove(id) }, icon("x-lg"));
    return h("li", {}, bytes ? await small(bytes, words) : h("span", {}, words), standing, away);
  }

  adder() {
    const field = h("input.visually-hidden", { type: "file", accept: "image/*", multiple: true, id: "f-photo", onchange: () => this.add(field) });
    field.addEventListener("input", (event) => event.stopPropagation());
    const full = this.ids.length >= this.most;
    field.disabled = full;
    return h("li.p-add-photo", {}, field, h("label.btn.btn-plain", { for: "f-photo" }, icon("image"), full ? t("%(n)s photos at most", { n: this.most }) : t("Add photos")));
  }

  async add(field) {
    const broken = [];
    for (const file of Array.from(field.files).slice(0, this.most - this.ids.length)) {
      try { await this.keep(await shrink(file)); } catch { broken.push(file.name); }
    }
    await this.draw();
    if (broken.length) this.list.append(h("li.p-broken", { role: "alert" }, t("This phone cannot open %(name)s: choose a JPEG.", { name: broken.join("、") })));
  }

  async keep({ bytes, sha256 }) {
    if (this.ids.includes(sha256)) return;
    await this.app.store.addPhoto(sha256, bytes);
    this.ids.push(sha256);
    this.touched();
  }

  async remove(id) {
    this.ids = this.ids.filter((other) => other !== id);
    this.touched();
    await this.draw();
  }
}

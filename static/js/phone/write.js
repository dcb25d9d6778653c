/* Writing an entry. Whatever is typed is on the phone within half a second; nothing else is needed
   than a day, a task and words. */
import { choose, copy, h, link } from "./dom.js";
import { fromServer, mayDelete, why } from "./entries.js";
import { askedAt, ofKind } from "./fields.js";
import { dayAndHour, dayOf, daysBetween, hour, monthDay, t } from "./i18n.js";
import * as matterFields from "./matter_fields.js";
import { isUnsent } from "./outbox.js";
import * as phrases from "./phrases.js";
import { Pictures } from "./pictures.js";
import { askToKeep } from "./storage.js";

const SAVE_MS = 300;
const TYPED = ["line", "words", "matter", "new matter"]; // each is the value of its own input
const DAY_MS = 86400000;

/* The entry of this id as it is to be edited: the phone's own, else the server's, else a new one. */
async function found(app, id) {
  const told = [...(app.me?.returned || []), ...((await app.store.get("kept", "diary"))?.entries || [])].find((each) => each.id === id);
  const here = await app.outbox.get(id);
  const server = told && fromServer(told);
  if (here && !(server && here.state === "received" && here.receipt.sha256 !== server.receipt.sha256)) return { ...here, told: server };
  return server ? { ...server, replaces: server.receipt.sha256, told: server } : null;
}

export async function draw(app, id) {
  const entry = await found(app, id);
  return new Writing(app, id, entry).page();
}

class Writing {
  constructor(app, id, entry) {
    Object.assign(this, { app, id, entry, form: copy("write").querySelector("form"), saving: Promise.resolve(), timer: 0 });
    this.fields = entry ? { ...entry.content } : { on: app.today, tasks: [], photos: [], text: "" };
    this.pictures = new Pictures(app, this.fields.photos || [], () => this.touch());
  }

  $(selector) {
    return this.form.querySelector(selector);
  }

  async page() {
    this.chips();
    this.days();
    matterFields.offer(this.form, this.app.me, this.fields);
    ofKind(...TYPED).forEach(({ name }) => { this.$(`#f-${name}`).value = this.fields[name] || ""; });
    phrases.offer(this.form, this.app.store, () => this.touch());
    this.$("[data-again]").addEventListener("click", () => this.again());
    this.$(".photos").replaceWith(await this.pictures.draw());
    this.form.addEventListener("input", () => this.touch());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.done(); });
    this.late();
    return { title: this.title(), back: "today", main: [this.said(), this.form, this.foot()], bar: this.bar(), leave: () => this.leave(), quiet: true };
  }

  title() {
    return this.entry?.state === "returned" || this.entry?.told?.state === "returned" ? t("Mend the entry") : t("Write the diary");
  }

  /* The township's words, or why the server refused; at each field too. */
  said() {
    const { told, state, answer } = this.entry || {};
    Object.entries((state === "refused" && answer?.errors) || {}).forEach(([name, words]) => this.fault(name, words.join(" ")));
    const back = told?.state === "returned" && h("p", {}, h("b", {}, `${told.commented_by} ${dayAndHour(told.commented_at)}：`), `「${told.comment}」`);
    const refused = state === "refused" && h("p", {}, why(answer));
    return h("div.p-said", { role: "alert" }, (back || refused) && h("div.notice.notice-back.mt-3", {}, back, refused));
  }

  chips() {
    const boxes = (this.app.me?.tasks || []).flatMap(({ value, label }) => [
      h("input", { type: "checkbox", id: `k-${value}`, value, checked: this.fields.tasks.includes(value) }), h("label", { for: `k-${value}` }, label)]);
    this.$(".chips").append(...boxes);
  }

  /* Today, yesterday, or any earlier day; the day of an entry that has arrived stays. */
  days() {
    const select = this.$("#f-day");
    const on = this.$("#f-on");
    const yesterday = dayOf(Date.parse(`${this.app.today}T12:00:00+08:00`) - DAY_MS);
    const fixed = Boolean(this.entry?.receipt);
    const offered = fixed ? [[this.fields.on, t("%(day)s (as written)", { day: monthDay(this.fields.on) })]]
      : [[this.app.today, t("Today %(day)s", { day: monthDay(this.app.today) })], [yesterday, t("Yesterday %(day)s", { day: monthDay(yesterday) })], ["", t("Earlier")]];
    select.append(...offered.map(([value, label]) => h("option", { value }, label)));
    on.max = this.app.today;
    on.value = this.fields.on;
    select.value = offered.some(([value]) => value === on.value) ? on.value : "";
    on.hidden = select.value !== "";
    select.addEventListener("change", () => { on.hidden = select.value !== ""; on.value = select.value || on.value; this.late(); });
    on.addEventListener("change", () => this.late());
  }

  written() {
    return this.fields.written_at || new Date().toISOString();
  }

  late() {
    const days = daysBetween(this.$("#f-on").value || this.app.today, dayOf(this.written()));
    const isLate = days > (this.app.me?.rules?.late_days ?? Infinity);
    askedAt("late").forEach(({ name }) => {
      const part = this.$(`[data-of=${name}]`);
      part.hidden = !isLate && !this.$(`#f-${name}`).value && !part.querySelector(".invalid-feedback");
    });
    return isLate;
  }

  read() {
    const values = Object.fromEntries(ofKind(...TYPED).map(({ name }) => [name, this.$(`#f-${name}`).value]));
    const tasks = Array.from(this.form.querySelectorAll(".chips :checked"), (box) => box.value);
    return { ...values, ...matterFields.chosen(this.form), tasks, on: this.$("#f-on").value, photos: this.pictures.ids, written_at: this.fields.written_at };
  }

  touch() {
    this.fields.written_at ||= new Date().toISOString();
    this.touched = true;
    this.timer ||= setTimeout(() => this.save("draft"), SAVE_MS);
  }

  save(state) {
    clearTimeout(this.timer);
    this.timer = 0;
    const fields = this.read();
    const more = this.entry && !this.kept && this.entry.replaces ? { replaces: this.entry.replaces, receipt: this.entry.receipt } : {};
    this.saving = this.saving.then(() => this.app.outbox.write(this.id, fields, state, more)).then(() => this.say(true), () => this.say(false));
    this.kept = true;
    return this.saving;
  }

  say(whole) {
    const words = whole ? `${t("Kept on the phone")}\u3000${hour(Date.now())}` : t("The phone cannot keep it: do not close this page, save it to a file");
    this.status.className = whole ? "st st-done" : "st st-back";
    this.status.textContent = words;
    if (!whole) this.status.after(link(t("Save to a file"), () => this.app.saveFile([{ id: this.id, state: "draft", content: this.read() }])));
    this.whole = whole;
  }

  /* What is on this phone only can be given up. */
  foot() {
    return this.entry?.state && isUnsent(this.entry, new Set()) && h("p.p-help", {}, link(t("Delete from the phone"), () => this.remove()));
  }

  async remove() {
    if (!(await mayDelete())) return;
    await this.leave();
    await this.app.outbox.remove(this.id);
    this.app.go("today");
  }

  /* Leaving the page, by whatever way, keeps what is typed. */
  leave() {
    return this.timer ? this.save("draft") : this.saving;
  }

  bar() {
    this.status = h("p.st", { role: "status" }, this.entry?.state === "draft" ? `${t("Kept on the phone")}\u3000${hour(this.entry.touched)}` : "");
    if (this.entry?.state === "draft") this.status.classList.add("st-done");
    const label = this.title() === t("Mend the entry") ? "Mended, send again" : navigator.onLine ? "Done, send" : "Done, send when there is signal";
    return h("div.p-bar", {}, this.status, h("button.btn.btn-primary", { type: "submit", form: this.form.id }, t(label)));
  }

  /* Tasks, what stands beside the day, and words of the last entry; the words are marked, to be typed over. */
  async again() {
    const here = (await this.app.outbox.list()).filter((each) => each.id !== this.id).map((each) => each.content);
    const there = ((await this.app.store.get("kept", "diary"))?.entries || []).filter((each) => each.id !== this.id);
    const [last] = [...here, ...there].sort((a, b) => b.on.localeCompare(a.on));
    if (!last) return;
    this.form.querySelectorAll(".chips input").forEach((box) => { box.checked = last.tasks.includes(box.value); });
    askedAt("day").forEach(({ name }) => { this.$(`#f-${name}`).value ||= last[name] || ""; });
    const text = this.$("#f-text");
    if (!text.value) {
      this.copied = text.value = last.text;
      text.focus();
      text.select();
    }
    this.touch();
  }

  fault(name, words) {
    const field = this.$(`#f-${name}`) || this.$(`[data-field=${name}]`);
    if (!field) return;
    const id = `e-${name}`;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
    field.closest("[data-of]")?.removeAttribute("hidden");
    field.parentElement.classList.add("has-error");
    field.before(h("p.invalid-feedback", { id }, words));
  }

  clear() {
    this.form.querySelectorAll(".invalid-feedback").forEach((each) => each.remove());
    this.form.querySelectorAll(".has-error").forEach((each) => each.classList.remove("has-error"));
    this.form.querySelectorAll("[aria-invalid]").forEach((each) => { each.removeAttribute("aria-invalid"); each.removeAttribute("aria-describedby"); });
  }

  faults() {
    const { on, tasks, ...values } = this.read();
    const found = [];
    if (!on || on > this.app.today) found.push([this.$("#f-on").hidden ? "day" : "on", on ? t("This day has not come yet.") : t("Say which day.")]);
    if (!tasks.length) found.push(["tasks", t("Choose one or more tasks.")]);
    const asked = [...askedAt("day"), ...askedAt("below"), ...(this.late() ? askedAt("late") : [])];
    asked.filter(({ name, missing }) => missing && !values[name].trim()).forEach(({ name, missing }) => found.push([name, missing]));
    if (this.copied && values.text === this.copied) found.push(["text", t("These are the words of last time: make them today's.")]);
    return [...found, ...matterFields.faults(this.form, values)];
  }

  async done() {
    this.clear();
    const faults = this.faults();
    faults.forEach(([name, words]) => this.fault(name, words));
    if (faults.length) {
      const [first] = faults[0];
      (this.$(`#f-${first}`) || this.$(`[data-field=${first}] input`)).focus();
      return;
    }
    if (this.sent) return;
    this.sent = true;
    this.fields.written_at = this.written();
    await this.save("waiting");
    if (!this.whole) { this.sent = false; return; }
    this.app.go("today");
    this.app.send();
    askToKeep();
  }
}

/* "" until the first key: a new entry; an unfinished one of today is carried on. */
export async function which(app) {
  const drafts = (await app.outbox.list()).filter((entry) => entry.state === "draft" && !entry.receipt && entry.content.on === app.today);
  if (!drafts.length) return crypto.randomUUID();
  const last = drafts[drafts.length - 1];
  const answer = await choose(t("There is an unfinished entry of today."), [last.id, t("Carry it on"), "btn-primary"], ["new", t("Write another")]);
  return answer === "new" ? crypto.randomUUID() : answer || last.id;
}

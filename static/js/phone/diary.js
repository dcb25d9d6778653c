/* 日记: all entries of this phone and the server's newest, and one of them with what can be done. */
import { button, choose, h, link, part } from "./dom.js";
import { fromServer, mayDelete, rows, standing, state, taskLabels, why } from "./entries.js";
import { ofKind } from "./fields.js";
import { dayAndHour, monthDay, monthName, t } from "./i18n.js";
import { isUnsent } from "./outbox.js";
import { small } from "./photos.js";
import * as server from "./server.js";

async function everything(app) {
  const here = await app.outbox.list();
  const told = ((await app.store.get("kept", "diary"))?.entries || []).map(fromServer);
  const there = new Map(told.map((entry) => [entry.id, entry]));
  const shown = here.map((entry) => (entry.state === "received" ? { ...entry, ...asTold(there.get(entry.id), entry) } : entry));
  const ids = new Set(here.map((entry) => entry.id));
  return [...shown, ...told.filter((entry) => !ids.has(entry.id))].sort((a, b) => b.content.on.localeCompare(a.content.on) || b.made - a.made);
}

/* How the server has the text that is here: returned, mended, seen. */
const asTold = (told, entry) => (told && told.receipt.sha256 === entry.receipt.sha256 ? standing(told) : {});

export async function draw(app) {
  const [entries, lacking] = [await everything(app), await app.outbox.lackingPhotos()];
  return {
    title: t("Diary"), top: h("div", {}, h("h1", { tabindex: "-1" }, t("Diary"))),
    main: [
      h("a.btn.btn-primary.p-go", { href: "#write" }, t("Write the diary")),
      ...[...grouped(entries)].map(([name, of]) => part(monthName(`${name}-01`), "", rows(of, app.me, { lacking, to: (entry) => (entry.state === "draft" ? `write/${entry.id}` : null) }))),
      !entries.length && h("section.empty", {}, h("h2", {}, t("Nothing yet. The first entry takes a minute."))),
      h("p.p-help", {}, h("a", { href: "/cadres/diary/" }, t("Search, older entries, print"))),
    ],
  };
}

const month = (entry) => entry.content.on.slice(0, 7);

function grouped(entries) {
  const months = new Map();
  entries.forEach((entry) => months.set(month(entry), [...(months.get(month(entry)) || []), entry]));
  return months;
}

export async function drawEntry(app, id) {
  const entry = (await everything(app)).find((each) => each.id === id);
  if (!entry) return { title: t("Diary"), back: "diary", main: [h("section.empty", {}, h("h2", {}, t("There is no such entry on this phone.")))] };
  if (entry.state === "differs") return differing(app, entry);
  return { title: monthDay(entry.content.on), back: "diary", main: [said(entry), await body(app, entry), actions(app, entry)] };
}

function said(entry) {
  if (entry.state === "refused") return h("div.notice.notice-back.mt-3", {}, h("p", {}, h("b", {}, t("Cannot be sent")), "：", why(entry.answer)));
  if (entry.state === "returned") return h("div.notice.notice-back.mt-3", {}, h("p", {}, h("b", {}, `${entry.commented_by} ${dayAndHour(entry.commented_at)}：`), `「${entry.comment}」`));
  return null;
}

/* The long texts of a content, one after another; `made` makes an element of a text. */
const texts = (content, made) => ofKind("words").filter(({ name }) => content[name])
  .flatMap(({ name, said: label }) => [label && h("p.quiet.small", {}, label), made(content[name])]);

/* [[label, value]] of the lines of a content that another has not. */
const lines = (content, other = {}) => ofKind("line").filter(({ name }) => content[name] !== other[name])
  .map(({ name, said: label }) => [label, content[name]]);

const list = (facts) => h("dl.hold", {}, facts.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));

async function body(app, entry) {
  const { tasks, photos } = entry.content;
  const facts = [...lines(entry.content), [t("Receipt"), entry.receipt?.receipt_no], [t("Received"), entry.receipt && dayAndHour(entry.receipt.server_time)],
    [t("Comment"), entry.state !== "returned" && entry.comment]];
  return h("section", {}, h("h2", {}, taskLabels(app.me, tasks) || t("Draft"), h("b", {}, state(entry.state))),
    texts(entry.content, (text) => h("div.p-text", {}, text.split("\n").map((line) => h("p", {}, line)))),
    h("ul.photos", {}, await Promise.all(photos.map((sha256, at) => picture(app, sha256, at + 1)))),
    list(facts));
}

async function picture(app, sha256, number) {
  const words = t("Photo %(n)s", { n: number });
  const mark = await app.store.row("marks", sha256);
  const waits = mark && !mark.sent;
  const there = mark?.refused ? h("span.st.st-back", {}, mark.refused) : h(`span.st.${waits ? "st-todo" : "st-done"}`, {}, waits ? t("To be sent") : t("The county has it"));
  return h("li", {}, mark ? await small(await app.store.get("photos", sha256), words) : h("span", {}, words), there);
}

function actions(app, entry) {
  const closed = entry.may_change === false || entry.state === "sending";
  const gone = entry.state === "refused" && [403, 404, 410].includes(entry.answer.status);
  const words = entry.state === "returned" ? t("Mend the entry") : t("Change it");
  return [
    !closed && !gone && h(`a.btn.${entry.state === "returned" ? "btn-primary" : "btn-plain"}.p-go`, { href: `#write/${entry.id}` }, words),
    gone && button(t("Send it as a new entry"), () => anew(app, entry), "btn-primary"),
    h("p.p-help", {}, link(t("Save to a file"), () => app.saveFile([entry])),
      entry.may_withdraw && link(t("Withdraw"), () => withdraw(app, entry)),
      isUnsent(entry, new Set()) && entry.state !== "sending" && link(t("Delete from the phone"), () => remove(app, entry))),
  ];
}

async function anew(app, entry) {
  await app.outbox.write(crypto.randomUUID(), entry.content, "waiting");
  await app.outbox.remove(entry.id);
  app.go("today");
  app.send();
}

async function remove(app, entry) {
  if (!(await mayDelete())) return;
  await app.outbox.remove(entry.id);
  app.go("today");
}

async function withdraw(app, entry) {
  const answer = await choose(t("The township will not see it any more."), ["yes", t("Withdraw"), "btn-primary"], ["", t("Keep")]);
  if (answer !== "yes") return;
  await server.me();
  const { status } = await server.withdraw(entry.id, entry.receipt.sha256);
  if (status !== 200) { await choose(t("It could not be withdrawn: no signal, or the township has seen it."), ["", t("Close")]); return; }
  await app.outbox.remove(entry.id);
  await app.send();
  app.go("diary");
}

/* One of two texts, with the lines that the other has otherwise. */
function version(one, other) {
  const facts = list(lines(one, other));
  return [...texts(one, (text) => h("p.p-text", {}, text)), facts.hasChildNodes() && facts];
}

const joined = (one, other) => Object.fromEntries(ofKind("words").map(({ name }) => [name, [one[name], other[name]].filter(Boolean).join("\n\n")]));

/* Both texts side by side; the author chooses one, or goes on writing with both. */
function differing(app, entry) {
  const { stored, sha256, receipt_no, server_time, state: there } = entry.answer;
  const receipt = { id: entry.id, sha256, receipt_no, server_time };
  const closed = there === "seen";
  const mine = async (changes, then) => {
    await app.outbox.write(entry.id, { ...entry.content, ...changes }, then, { replaces: sha256 });
    if (then === "draft") app.go(`write/${entry.id}`); else { app.go("today"); app.send(); }
  };
  return { title: t("There are two"), back: "diary", main: [
    h("p.notice.notice-todo.mt-3", {}, closed ? t("The township has seen the earlier text; it stays as it is.") : t("The county has another text of this entry. Nothing is lost: choose.")),
    part(t("On this phone"), "", version(entry.content, stored)),
    part(t("At the county"), t("Receipt %(no)s", { no: receipt_no }), version(stored, entry.content)),
    !closed && button(t("Keep mine"), () => mine({}, "waiting"), "btn-primary"),
    button(t("Keep the county's"), async () => { await app.outbox.take(entry.id, { ...stored, photos: stored.photos || entry.content.photos }, receipt); app.go("today"); }),
    !closed && button(t("Join both and edit"), () => mine(joined(stored, entry.content), "draft")),
    closed && button(t("Send mine as a new entry"), () => anew(app, entry)),
    h("p.p-help", {}, link(t("Save to a file"), () => app.saveFile([entry]))),
  ] };
}


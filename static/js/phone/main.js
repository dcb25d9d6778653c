/* The shell: draws Today, Write and Diary from what the phone keeps, and sends when there is signal. */
import * as backupFile from "./backup_file.js";
import * as diary from "./diary.js";
import { choose, h, icon } from "./dom.js";
import { dayOf, t } from "./i18n.js";
import { mayLogOut } from "./logout.js";
import { Outbox } from "./outbox.js";
import * as pageCache from "./page_cache.js";
import { SendSchedule } from "./send_schedule.js";
import * as server from "./server.js";
import { isKept, isTight } from "./storage.js";
import { Store, person } from "./store.js";
import { isSupported, register } from "./support.js";
import { onChange, sync } from "./sync.js";
import * as today from "./today.js";
import * as write from "./write.js";

const SHELL = "/cadres/phone/";
const PLAIN = "/cadres/today/";
const SIGNAL = { done: "Signal", busy: "Signal", sending: "Sending", lost: "No signal", strange: "Not the county's answer", login: "Log in to send", role: "Not a cadre's account" };
const OWN = { "/": "today", [PLAIN]: "today", "/cadres/diary/write/": "write", "/cadres/diary/": "diary" };

const { textSize } = window; // text_size.js runs before anything is drawn
const place = (id) => document.getElementById(id);
const app = { go, send, saveFile, readFile, logOut, toggleLarge, signal: navigator.onLine ? "sending" : "lost", large: textSize.isLarge(), installed: true };
let shown = {};
let schedule;
let turn = 0;
let takeNew = () => {};

/* Which page: "write/<id>" of #write/<id>; a server's address without signal is a copy of it. */
function route() {
  const hash = location.hash.slice(1);
  if (hash) return hash;
  return location.pathname === SHELL ? "today" : OWN[location.pathname] || `copy${location.pathname}${location.search}`;
}

function go(hash) {
  if (location.hash === `#${hash}`) show();
  else location.hash = hash;
}

async function pageOf(name) {
  const [kind, id] = name.split("/", 2);
  if (!app.person) return { title: t("Log in once with signal"), main: [logIn()] };
  if (name.startsWith("copy")) return pageCache.draw(app, name.slice(4));
  if (kind === "write") return write.draw(app, id);
  if (kind === "entry") return diary.drawEntry(app, id);
  return kind === "diary" ? diary.draw(app) : today.draw(app);
}

const logIn = () => h("section.empty", {}, h("h1", { tabindex: "-1" }, t("Log in once with signal")), h("p", {}, t("Afterwards writing works without signal, on this phone and for you alone.")),
  h("a.btn.btn-primary.p-go", { href: `/accounts/login/?next=${SHELL}` }, t("Log in")));

async function load() {
  app.person = await person();
  app.store = app.person && new Store(app.person);
  app.outbox = app.person && new Outbox(app.store);
  app.me = app.person && (await app.store.get("kept", "me").catch(() => null));
  app.today = dayOf(Date.now() - (app.me?.skew || 0));
}

/* Draws the page of the address; a later call overtakes an earlier one. */
async function show(fresh = true) {
  const mine = ++turn;
  await shown.leave?.();
  await load();
  const name = route();
  if (name === "write" && app.person) { location.replace(`#write/${await write.which(app)}`); return; }
  const page = await pageOf(name).catch((fault) => broken(fault));
  const count = await unsent();
  if (mine !== turn) return;
  put(page, name, fresh);
  badge(count);
  takeNew();
}

function broken(fault) {
  return { title: t("Today"), main: [h("section.empty", { role: "alert" }, h("h2", {}, t("The phone cannot open what it keeps.")), h("p", {}, String(fault)),
    h("a.btn.btn-plain.p-go", { href: PLAIN }, t("Go on with signal")))] };
}

function put(page, name, fresh) {
  shown = page;
  document.title = `${page.title} · ${document.body.dataset.site}`;
  place("top").className = page.back ? "p-top p-back" : "p-top";
  place("top").replaceChildren(...(page.back ? backTo(page) : [page.top || ""]), net());
  const main = h("main", {}, page.main.flat());
  if (fresh || main.innerHTML !== place("main").innerHTML) place("main").replaceChildren(...main.childNodes);
  place("bar").replaceChildren(page.bar || "");
  place("nav").hidden = Boolean(page.bar);
  document.querySelectorAll("#nav a").forEach((tab) => tab.toggleAttribute("aria-current", isHere(tab, name)));
  document.querySelectorAll("#nav [aria-current]").forEach((tab) => tab.setAttribute("aria-current", "page"));
  if (!fresh) return;
  window.scrollTo(0, 0);
  document.querySelector("h1")?.focus({ preventScroll: true });
}

const isHere = (tab, name) => (name.startsWith("copy") ? new URL(tab.href).pathname === location.pathname : (tab.dataset.phone || "").endsWith(`#${name}`));

const backTo = (page) => [h("a", { href: `#${page.back}`, "aria-label": t("Back") }, icon("arrow-left")), h("h1", { tabindex: "-1" }, page.title)];

/* How it stands with the signal, in words; a tap sends. */
function net() {
  const words = t(SIGNAL[app.signal]);
  const inner = app.signal === "lost" ? [icon("wifi-off"), words] : [words];
  if (app.signal === "login") return h("p.net", { id: "net", role: "status" }, h("a", { href: `/accounts/login/?next=${SHELL}` }, words));
  return h("p.net", { id: "net", role: "status" }, inner);
}

const unsent = async () => (app.outbox ? (await app.outbox.unsent().catch(() => [])).length : 0);

function badge(count) {
  place("unsent").hidden = !count;
  place("unsent").textContent = count || "";
  place("unsent").setAttribute("aria-label", t("%(n)s not sent", { n: count }));
}

function send() {
  return schedule.now();
}

/* What happened here or in another window. The page on which somebody types is left alone. */
async function heard({ what }) {
  if (SIGNAL[what]) app.signal = what === "busy" ? app.signal : what;
  place("net")?.replaceWith(net());
  if (what === "role") { location.replace("/"); return; }
  if (what === "person") { shown = {}; await show(); return; }
  if (["sending", "busy"].includes(what)) return;
  if (shown.quiet || document.querySelector("dialog[open]")) badge(await unsent());
  else await show(false);
}

async function saveFile(entries) {
  await backupFile.save(app.store, entries);
}

function readFile() {
  const field = h("input", { type: "file", accept: "application/json,.json", onchange: async () => {
    const words = await backupFile.load(app.store, app.outbox, field.files[0]).then((n) => t("%(n)s entries came in.", { n }),
      (fault) => t(fault.message === "foreign" ? "This file is another person's." : "This is no file of unsent entries."));
    await choose(words, ["", t("Close"), "btn-primary"]);
    await show();
    send();
  } });
  field.click();
}

async function logOut() {
  const answer = await server.me();
  if (answer.status !== 200 && answer.status !== 401) { await choose(t("Log out when there is signal."), ["", t("Close"), "btn-primary"]); return; }
  if (!(await mayLogOut())) return;
  if (answer.status === 401) { location.assign("/accounts/login/"); return; }
  const form = h("form", { method: "post", action: "/accounts/logout/", hidden: true }, h("input", { name: "csrfmiddlewaretoken", value: answer.data.csrf }));
  document.body.append(form);
  form.submit();
}

async function toggleLarge() {
  app.large = !app.large;
  textSize.setLarge(app.large);
  await show(false);
}

/* A new version takes over while nobody types; what is kept is not touched by it. */
async function keepNew() {
  let first = !navigator.serviceWorker.controller; // the first worker replaces nothing
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!first && !shown.quiet) location.reload();
    first = false;
  });
  const registration = await register();
  takeNew = () => { if (!shown.quiet) registration.waiting?.postMessage("take over"); };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", takeNew));
  takeNew();
}

async function start() {
  if (!isSupported()) { location.replace(PLAIN); return; }
  document.cookie = "phone=1; path=/; max-age=31536000; SameSite=Lax";
  document.querySelectorAll("#nav [data-phone]").forEach((tab) => { tab.href = tab.dataset.phone; });
  schedule = new SendSchedule(sync);
  onChange(heard);
  window.addEventListener("hashchange", () => show());
  window.addEventListener("offline", () => heard({ what: "lost" }));
  window.addEventListener("pagehide", () => shown.leave?.());
  document.addEventListener("visibilitychange", () => { if (document.hidden) shown.leave?.(); });
  await show();
  document.body.dataset.drawn = Math.round(performance.now());
  keepNew().catch(() => {});
  send();
  [app.tight, app.installed] = await Promise.all([isTight(), isKept()]);
  await heard({ what: "room" });
}

start();

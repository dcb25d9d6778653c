/* Pages of the server as last seen with signal: kept encrypted, shown read-only without. */
import { h } from "./dom.js";
import { dayAndHour, t } from "./i18n.js";

const MOST = 40;
const LIVE = "form, script, template, dialog, .btn, .pages, .skip, input, select, textarea";

/* Keep what the page shows now. */
export async function keep(store, main, title) {
  const shown = main.cloneNode(true);
  shown.querySelectorAll(LIVE).forEach((element) => element.remove());
  const path = location.pathname + location.search;
  await store.put("kept", `page:${path}`, { title, html: shown.innerHTML, at: Date.now() });
  const pages = ((await store.get("kept", "pages")) || []).filter((each) => each !== path);
  for (const old of pages.splice(MOST - 1)) await store.remove("kept", `page:${old}`);
  await store.put("kept", "pages", [path, ...pages]);
}

export async function draw(app, path) {
  const kept = await app.store.get("kept", `page:${path}`);
  if (!kept) return { title: t("No signal"), top: head(t("No signal")), main: [h("section.empty", {}, h("h2", {}, t("This page was not yet opened with signal.")), h("p", {}, t("Today, writing and the diary work without.")))] };
  const shown = h("div.p-copy");
  shown.innerHTML = kept.html;
  shown.querySelectorAll(LIVE).forEach((element) => element.remove());
  const words = t("Offline copy · %(time)s", { time: dayAndHour(kept.at) });
  return { title: kept.title, top: head(kept.title), main: [h("p.notice.notice-todo.mt-3", { role: "status" }, words), shown] };
}

const head = (title) => h("div", {}, h("h1", { tabindex: "-1" }, title));

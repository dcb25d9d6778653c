/* 今天: write, what is unsent, what came back, matters by due day, reminders, the own score. */
import { button, h, link, part } from "./dom.js";
import { fromServer, rows } from "./entries.js";
import { dayAndHour, dayOf, daysBetween, hour, monthDay, t, weekday } from "./i18n.js";
import { isUnsent } from "./outbox.js";

const SKEW_MS = 600000;
const RECENT = 3;

export async function draw(app) {
  const [entries, lacking] = [await app.outbox.list(), await app.outbox.lackingPhotos()];
  const unsent = entries.filter((entry) => isUnsent(entry, lacking));
  return {
    title: t("Today"), top: top(app),
    main: [
      ...notices(app),
      app.me && !posted(app) ? h("p.notice.notice-todo", {}, t("You have no posting today. What you wrote before stays here."))
        : h("a.btn.btn-primary.p-go", { href: "#write" }, t("Write today's diary")),
      app.me?.news && h("p.p-help", {}, h("a", { href: "/inbox/" }, h("span.dot", { "aria-hidden": "true" }), t("Something new in the inbox"))),
      unsentPart(app, unsent, lacking), returnedPart(app, entries), mattersPart(app), leavesPart(app), remindersPart(app),
      recentPart(app, entries, lacking), score(app), foot(app, unsent),
    ],
  };
}

const posted = ({ me, today }) => me.postings.find((each) => each.since <= today && (!each.until || each.until >= today));

function top(app) {
  const place = app.me && posted(app);
  return h("div", {}, h("h1", { tabindex: "-1" }, `${monthDay(app.today)}\u3000${weekday(app.today)}`),
    h("p", {}, place ? `${place.township}${place.village}\u3000` : "", app.person.name));
}

function notices({ me, store, tight }) {
  const skew = me?.skew || 0;
  const minutes = Math.round(Math.abs(skew) / 60000);
  return [
    Math.abs(skew) > SKEW_MS && h("p.notice.notice-todo", {}, t(skew > 0 ? "This phone's clock is %(n)s minutes fast. What you write is dated by the server." : "This phone's clock is %(n)s minutes slow. What you write is dated by the server.", { n: minutes })),
    tight && h("p.notice.notice-todo", {}, t("This phone has little room left, or the window is private: send soon, or save what is unsent to a file.")),
    store.locked > 0 && h("p.notice.notice-back", {}, t("%(n)s entries of this phone do not open; they stay. Tell the county office.", { n: store.locked })),
  ];
}

function unsentPart(app, unsent, lacking) {
  if (!unsent.length) return null;
  return part(t("%(n)s not sent", { n: unsent.length }), t("all kept on the phone, sent when there is signal"),
    rows([...unsent].reverse(), app.me, { lacking, to: (entry) => (entry.state === "draft" ? `write/${entry.id}` : null) }),
    unsent.some((entry) => entry.state !== "draft") && button(t("Send now"), app.send));
}

/* What came back and is not being mended on this phone already. */
function returnedOf(app, entries) {
  const here = new Map(entries.map((entry) => [entry.id, entry]));
  return (app.me?.returned || []).map(fromServer).filter((entry) => {
    const own = here.get(entry.id);
    return !own || (own.state === "received" && own.receipt.sha256 === entry.receipt.sha256);
  });
}

function returnedPart(app, entries) {
  const returned = returnedOf(app, entries);
  return returned.length > 0 && part(t("%(n)s returned", { n: returned.length }), t("correct and send again; the first date counts"),
    rows(returned, app.me, { to: (entry) => `write/${entry.id}` }));
}

function due(day, today) {
  const left = daysBetween(today, day);
  if (left < 0) return ["st-back", t("%(n)s days overdue", { n: -left })];
  if (left === 0) return ["st-todo", t("Due today")];
  return ["st-todo", left === 1 ? t("Due tomorrow") : t("%(n)s days left", { n: left })];
}

function mattersPart({ me, today }) {
  if (!me?.matters?.length) return null;
  const sorted = [...me.matters].sort((a, b) => String(a.due_on).localeCompare(String(b.due_on)));
  return part(t("%(n)s open matters", { n: sorted.length }), "", h("ul.p-rows", {}, sorted.map((matter) => {
    const [kind, words] = due(matter.due_on, today);
    const under = t("with %(who)s, due %(day)s", { who: matter.holder, day: monthDay(matter.due_on) });
    return h("li", {}, h("a", { href: matter.url || "/cadres/matters/" }, h("b", {}, matter.title), h("span", {}, under)), h(`span.st.${kind}`, {}, words));
  })));
}

const LEAVE = { approved: "st-done", refused: "st-back" };

function leavesPart({ me }) {
  if (!me?.leaves?.length) return null;
  return part(t("Leave"), "", h("ul.p-rows", {}, me.leaves.map(({ since, until, kind, reason, state, state_label: words, url }) =>
    h("li", {}, h("a", { href: url }, h("b", {}, `${monthDay(since)} – ${monthDay(until)}\u3000${kind}`), h("span", {}, reason)), h(`span.st.${LEAVE[state] || "st-todo"}`, {}, words)))));
}

/* What the parts above do not say already. */
function remindersPart({ me }) {
  const said = new Set([...(me?.matters || []), ...(me?.leaves || [])].map((each) => each.url));
  (me?.returned || []).forEach(({ id }) => said.add(`/cadres/diary/${id}/`));
  const waiting = (me?.reminders || []).filter((each) => !said.has(each.url));
  return waiting.length > 0 && part(t("What waits"), "", h("ul.p-rows", {}, waiting.map(({ text, url, due_on: on }) =>
    h("li", {}, h("a", { href: url }, h("b", {}, text), on && h("span", {}, t("by %(day)s", { day: monthDay(on) })))))));
}

function recentPart(app, entries, lacking) {
  const recent = entries.filter((entry) => entry.state === "received" && !isUnsent(entry, lacking)).slice(-RECENT).reverse();
  return recent.length > 0 && part(t("Lately received"), "", rows(recent, app.me, { lacking, receipts: true }));
}

function score({ me }) {
  if (!me?.score) return null;
  const { url, period, points } = me.score;
  const when = period.replace(/^\d+-Q(\d)$/, (whole, n) => t("Quarter %(n)s", { n }));
  return h("a.p-score", { href: url }, h("span", {}, `${t("My card")}\u3000${when}`), h("b", {}, points || "—"));
}

function foot(app, unsent) {
  const asked = app.me && t("As the county had it on %(time)s", { time: dayOf(app.me.asked) === app.today ? hour(app.me.asked) : dayAndHour(app.me.asked) });
  return h("section.p-foot", { "aria-label": t("This phone") },
    asked && h("p.note", {}, asked),
    !app.installed && h("p.note", {}, t("Add this page to the home screen: then the phone never clears what is kept.")),
    h("p", {}, h("button.btn-text", { type: "button", "aria-pressed": String(app.large), onclick: app.toggleLarge }, t("Large type")),
      link(t("Save unsent to a file"), () => app.saveFile(unsent)), link(t("Read from a file"), app.readFile),
      h("a", { href: "/inbox/" }, t("Inbox")), h("a", { href: "/accounts/profile/" }, t("My account")), link(t("Log out"), app.logOut)));
}

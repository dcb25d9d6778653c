/* Entries in rows: where each stands, in words. */
import { choose, h } from "./dom.js";
import { monthDay, t } from "./i18n.js";
import { said } from "./sync.js";

const STATES = {
  draft: ["Unfinished", ""], waiting: ["To be sent", ".st-todo"], sending: ["Sending", ".st-todo"],
  received: ["Received", ".st-done"], returned: ["Returned", ".st-back"], refused: ["Cannot be sent", ".st-back"],
  differs: ["There are two", ".st-back"], mended: ["Mended", ".st-todo"], seen: ["Seen", ".st-done"],
};

export function state(name) {
  const [words, kind] = STATES[name];
  return h(`span.st${kind}`, {}, t(words));
}

/* Why an entry cannot be sent. */
export function why({ status, errors }) {
  if (errors) return said({ errors });
  return t({ 403: "This account may not send it.", 404: "This number belongs to somebody else's entry.", 410: "It was withdrawn.", 413: "It is too large." }[status]);
}

export const taskLabels = (me, tasks) => (me?.tasks || []).filter((task) => tasks.includes(task.value)).map((task) => task.label).join("、");

/* What stands under the first line of a row. */
function second(entry, { lacking, receipts }) {
  if (entry.state === "refused") return why(entry.answer);
  if (entry.state === "returned") return `${entry.commented_by}：「${entry.comment}」`;
  const photos = entry.content.photos.length;
  const missing = entry.content.photos.filter((sha256) => lacking?.has(sha256)).length;
  if (entry.state === "received" && missing) return t("%(n)s photos still to be sent", { n: missing });
  if (receipts && entry.receipt?.receipt_no) return t("Receipt %(no)s", { no: entry.receipt.receipt_no });
  const text = entry.content.text.replace(/\s+/g, " ");
  const beginning = text.length > 24 ? `${text.slice(0, 24)}…` : text;
  return photos ? t("%(text)s, %(n)s photos", { text: beginning, n: photos }) : beginning;
}

function row(entry, me, options) {
  const { on, tasks } = entry.content;
  const first = `${monthDay(on)}\u3000${taskLabels(me, tasks) || t("Draft")}`;
  return h("li", {}, h("a", { href: options.href }, h("b", {}, first), h("span", {}, second(entry, options))), state(entry.state));
}

export const rows = (entries, me, options) =>
  h("ul.p-rows", {}, entries.map((entry) => row(entry, me, { ...options, href: `#${options.to?.(entry) || `entry/${entry.id}`}` })));

export const mayDelete = async () =>
  (await choose(t("It is on this phone only. Delete it?"), ["yes", t("Delete"), "btn-primary"], ["", t("Keep")])) === "yes";

/* An entry as the server tells of it, in the shape of one of the phone. */
export function fromServer(told) {
  const { id, sha256, receipt_no: no, received_at: time } = told;
  return {
    id, ...standing(told), content: { ...told, photos: told.photos.map((photo) => photo.sha256) },
    receipt: { id, sha256, receipt_no: no, server_time: time }, made: Date.parse(time), replaces: "",
  };
}

/* What is the server's to say of an entry: how it stands, the township's words, what may be done. */
export const standing = ({ state: name, comment, commented_by, commented_at, may_change, may_withdraw }) =>
  ({ state: name, comment, commented_by, commented_at, may_change, may_withdraw });

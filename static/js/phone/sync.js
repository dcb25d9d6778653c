/* One sending: who is logged in, what the server lost, photos, entries; the oldest first. One entry
   that is refused never holds up the next, and two windows never send at the same time. */
import { digest } from "./content.js";
import { Outbox } from "./outbox.js";
import * as server from "./server.js";
import { Store, enter, lease, leave, person } from "./store.js";

const LEASE_MS = 150000;
const MOST = 500;
const DIARY_MS = 300000;
const FINAL = { 403: "refused", 404: "refused", 409: "differs", 410: "refused", 413: "refused", 422: "refused" };
const OUT = ["waiting", "sending"];
const owner = crypto.randomUUID?.() || "";
const channel = new BroadcastChannel("phone");

/* `told({what})` whenever something on the phone changed, in whichever window. */
export function onChange(told) {
  channel.addEventListener("message", (event) => told(event.data));
  window.addEventListener("phone", (event) => told(event.detail));
}

export function tell(what) {
  channel.postMessage({ what });
  window.dispatchEvent(new CustomEvent("phone", { detail: { what } }));
}

async function alone(work) {
  if (navigator.locks) {
    return navigator.locks.request("phone-sync", { ifAvailable: true }, (lock) => (lock ? work() : "busy"));
  }
  const now = Date.now();
  if (!(await lease("sync", owner, now, now + LEASE_MS))) return "busy";
  try { return await work(); } finally { await lease("sync", owner, Date.now(), 0); }
}

/* → "done", "busy", "login", "role", "lost" (no answer), "strange" (not the server's answer). */
export const sync = () => alone(async () => {
  tell("sending");
  const how = await round();
  tell(how);
  return how;
});

async function round() {
  const asked = await server.me();
  if (asked.status === 401) return "login";
  if (asked.status === 403 && asked.data.error) { await leave(); return "role"; }
  if (asked.status !== 200) return asked.why || "lost";
  const here = await settle(asked.data);
  return new Sending(here).run();
}

/* Keep who it is and what the server says of them; the keys go into the store of keys only. */
async function settle({ key, receipt_key: receiptKey, csrf, ...state }) {
  const before = await person();
  const here = await enter({ user: state.user, key, receipt_key: receiptKey });
  const skew = Date.now() - Date.parse(state.server_time);
  await new Store(here).put("kept", "me", { ...state, skew, asked: Date.now() });
  if (before?.id !== here.id) tell("person");
  return here;
}

class Sending {
  constructor(here) {
    this.here = here;
    this.store = new Store(here);
    this.outbox = new Outbox(this.store);
  }

  async run() {
    await this.offerAgain();
    await this.sendPhotos();
    const ways = [];
    for (const entry of (await this.outbox.list()).filter((each) => OUT.includes(each.state))) {
      ways.push(await this.sendEntry(entry.id));
      if (ways.includes("lost") || ways.includes("login")) break;
    }
    await this.readDiary();
    await this.outbox.prune(Date.now());
    return ways.find((each) => each !== "done") || this.photosWent || "done";
  }

  /* A server restored from a backup gets again what it lost. */
  async offerAgain() {
    const entries = (await this.outbox.list()).filter((each) => each.state === "received");
    const photos = (await this.store.rows("marks")).filter((mark) => mark.sent);
    for (let at = 0; at < Math.max(entries.length, photos.length); at += MOST) {
      const pairs = entries.slice(at, at + MOST).map((each) => [each.id, each.receipt.sha256]);
      const { status, data } = await server.lacking(pairs, photos.slice(at, at + MOST).map((mark) => mark.id));
      if (status !== 200 || !Array.isArray(data.entries) || !Array.isArray(data.photos)) return;
      for (const id of data.entries) await this.outbox.lost(id);
      for (const sha256 of data.photos) await this.store.mark(sha256, { sent: false });
    }
  }

  /* A photo that does not get through must not keep the words of the day back. */
  async sendPhotos() {
    const going = (await this.outbox.list()).filter((each) => [...OUT, "received"].includes(each.state));
    const wanted = new Set(going.flatMap((each) => each.content.photos));
    for (const mark of (await this.store.rows("marks")).filter((each) => !each.sent && !each.refused && wanted.has(each.id))) {
      const how = await this.sendPhoto(mark.id);
      if (how === "lost") { this.photosWent = how; return; }
    }
  }

  async sendPhoto(id) {
    const { status, data, why } = await server.putPhoto(id, await this.store.get("photos", id));
    if ([200, 201].includes(status) && (await server.isReceipt(data, id, id, this.here.receiptKey))) {
      await this.store.mark(id, { sent: true });
    } else if ([413, 422].includes(status)) {
      await this.store.mark(id, { refused: said(data) || String(status) });
    }
    tell("entry");
    return why;
  }

  async sendEntry(id) {
    const entry = await this.outbox.begin(id);
    if (!entry) return "done";
    this.sent = true;
    tell("entry");
    const sha256 = await digest(entry.content);
    const answer = await server.putEntry(id, entry.content, sha256, entry.replaces);
    const how = await this.hear(entry, sha256, answer);
    tell("entry");
    return how;
  }

  async hear(entry, sha256, { status, data, why }) {
    if ([200, 201].includes(status) && (await server.isReceipt(data, entry.id, sha256, this.here.receiptKey))) {
      await this.outbox.received(entry.id, data);
      for (const photo of data.lacking || []) await this.store.mark(photo, { sent: false });
      return "done";
    }
    if (FINAL[status] && (data.error || data.errors)) {
      await this.outbox.refused(entry.id, entry.touched, FINAL[status], { status, ...data });
      return "done";
    }
    await this.outbox.again(entry.id);
    return status === 401 ? "login" : why || "strange";
  }

  /* What the server has of this person's newest entries, for the days without signal. */
  async readDiary() {
    const kept = await this.store.get("kept", "diary");
    if (kept && !this.sent && kept.at > Date.now() - DIARY_MS) return;
    const { status, data } = await server.diary();
    if (status === 200 && Array.isArray(data.entries)) await this.store.put("kept", "diary", { entries: data.entries, at: Date.now() });
  }
}

/* The words of a refusal, whichever field they stand at. */
export const said = (data) => Object.values(data?.errors || {}).flat().join(" ");

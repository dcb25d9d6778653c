/* The entries on this phone and where each stands:
   draft     unfinished, only here            waiting   to be sent           sending  on its way
   received  the server's receipt is verified refused   422, 403, 404, 410, 413: `answer` says why
   differs   the server has another text under this id: both are here, the author decides
   An entry: {id, content, state, replaces, receipt, answer, made, touched}; `replaces` is the SHA-256 of
   the text on the server that this one is meant to replace. A change while it is being sent puts it
   back to waiting, and the receipt of the earlier text then only says what there is to replace. */
import { content, digest } from "./content.js";

const KEEP_DAYS = 90;
const DAY_MS = 86400000;
const UNSENT = ["draft", "waiting", "sending", "refused", "differs"];

export class Outbox {
  constructor(store) {
    this.store = store;
  }

  /* All entries, the oldest first. */
  async list() {
    return (await this.store.all("entries")).sort((a, b) => a.made - b.made);
  }

  get(id) {
    return this.store.get("entries", id);
  }

  /* The SHA-256 of the photos that the server has not got. */
  async lackingPhotos() {
    return new Set((await this.store.rows("marks")).filter((mark) => !mark.sent).map((mark) => mark.id));
  }

  async unsent() {
    const lacking = await this.lackingPhotos();
    return (await this.list()).filter((entry) => isUnsent(entry, lacking));
  }

  change(id, how) {
    return this.store.change("entries", id, how);
  }

  /* What was typed, with the state it is left in: `draft` while writing, `waiting` when done. */
  write(id, fields, state, more = {}) {
    return this.change(id, (entry) => {
      const now = Date.now();
      const old = entry || { id, made: now, replaces: "" };
      const replaces = old.state === "received" ? old.receipt.sha256 : old.replaces;
      return { ...old, ...more, replaces: more.replaces ?? replaces, content: content(fields), state, answer: null, touched: now };
    });
  }

  /* → the entry as it goes out now, or null when it is not to go out any more. */
  begin(id) {
    return this.change(id, (entry) => entry && ["waiting", "sending"].includes(entry.state) && { ...entry, state: "sending" });
  }

  async received(id, receipt) {
    const entry = await this.get(id);
    const same = entry && (await digest(entry.content)) === receipt.sha256;
    return this.change(id, (now) => {
      if (!now) return null;
      const untouched = same && now.touched === entry.touched;
      const state = untouched ? "received" : now.state === "sending" ? "waiting" : now.state;
      return { ...now, state, receipt, replaces: untouched ? "" : receipt.sha256, answer: null };
    });
  }

  /* The server will not have it as it is; what was changed meanwhile is sent anew instead. */
  refused(id, touched, state, answer) {
    return this.change(id, (now) => {
      if (!now) return null;
      return now.touched === touched ? { ...now, state, answer } : backToWaiting(now);
    });
  }

  again(id) {
    return this.change(id, backToWaiting);
  }

  /* The server lost it: send it as if it were new. */
  lost(id) {
    return this.change(id, (entry) => entry?.state === "received" && { ...entry, state: "waiting", replaces: "" });
  }

  /* Of two texts the author takes the server's. */
  async take(id, stored, receipt) {
    return this.change(id, (entry) => entry && { ...entry, content: content(stored), state: "received", receipt, replaces: "", answer: null });
  }

  async remove(id) {
    await this.store.remove("entries", id);
    await this.dropPhotos();
  }

  /* What arrived three months ago is the server's alone; photos of no entry go too. */
  async prune(now) {
    const old = (entry) => entry.state === "received" && entry.touched < now - KEEP_DAYS * DAY_MS;
    for (const entry of (await this.list()).filter(old)) await this.store.remove("entries", entry.id);
    await this.dropPhotos(now - DAY_MS);
  }

  async dropPhotos(before = Infinity) {
    const entries = await this.list();
    if (this.store.locked) return; // a closed entry may have photos
    const used = new Set(entries.flatMap((entry) => entry.content.photos));
    const idle = (await this.store.rows("marks")).filter((mark) => !used.has(mark.id) && mark.at < before);
    for (const mark of idle) await this.store.dropPhoto(mark.id);
  }
}

const backToWaiting = (entry) => entry?.state === "sending" && { ...entry, state: "waiting" };

/* Is anything of it on this phone only? */
export const isUnsent = (entry, lacking) =>
  UNSENT.includes(entry.state) || entry.content.photos.some((sha256) => lacking.has(sha256));

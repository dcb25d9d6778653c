/* The last resort: what is unsent goes into a file and comes back from it, photos included. */
import { content, digest, sha256 } from "./content.js";
import { dayOf } from "./i18n.js";

const KIND = "zhucun-unsent";
const CHUNK = 32768;

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

async function photosOf(store, entries) {
  const photos = {};
  for (const id of new Set(entries.flatMap((entry) => entry.content.photos))) {
    const bytes = await store.get("photos", id);
    if (bytes) photos[id] = base64(bytes);
  }
  return photos;
}

/* Hand the entries to the browser's downloads. */
export async function save(store, entries) {
  const { id, name } = store.owner;
  const told = { kind: KIND, version: 1, person: { id, name }, entries, photos: await photosOf(store, entries) };
  const url = URL.createObjectURL(new Blob([JSON.stringify(told, null, 1)], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = `unsent-${dayOf(Date.now())}.json`;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/* → how many entries came in; throws "foreign" for another person's file and "broken" for none of ours. */
export async function load(store, outbox, file) {
  const told = parse(await file.text());
  if (told.person?.id !== store.owner.id) throw new Error("foreign");
  for (const [id, text] of Object.entries(told.photos || {})) {
    const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    if ((await sha256(bytes)) === id && !(await store.row("marks", id))) await store.addPhoto(id, bytes);
  }
  let count = 0;
  for (const entry of told.entries) count += await take(outbox, entry);
  return count;
}

function parse(text) {
  try {
    const told = JSON.parse(text);
    if (told.kind === KIND && Array.isArray(told.entries) && told.entries.every((entry) => entry.id && entry.content)) return told;
  } catch { /* not even JSON */ }
  throw new Error("broken");
}

/* An entry that is here already stays; another text under its id comes in as an entry of its own. */
async function take(outbox, entry) {
  const here = await outbox.get(entry.id);
  const made = content(entry.content);
  if (here && (await digest(here.content)) === (await digest(made))) return 0;
  const id = here ? crypto.randomUUID() : entry.id;
  const state = entry.state === "draft" || here ? "draft" : "waiting";
  await outbox.write(id, made, state, { replaces: here ? "" : entry.replaces || "", made: entry.made || Date.now() });
  return 1;
}

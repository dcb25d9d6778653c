/* The content of an entry as it travels, and its SHA-256: exactly what cadres/diary/receiving.py makes of it. */
import { declared } from "./fields.js";

// What Python's str.strip() takes away; trim() takes a little more and a little less.
const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const ENDS = new RegExp(`^${BLANK}|${BLANK}$`, "gu");
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g; // half an emoji is no text

const clean = (text) => String(text || "").replace(HALVES, "\ufffd").replace(/\r\n/g, "\n").replace(ENDS, "");

export function content(fields) {
  const made = { tasks: [...new Set(fields.tasks || [])].sort(), photos: [...(fields.photos || [])] };
  declared().forEach(({ name, always }) => {
    const text = clean(fields[name]);
    if (always || text) made[name] = text;
  });
  return Object.fromEntries(Object.keys(made).sort().map((name) => [name, made[name]]));
}

export async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (each) => each.toString(16).padStart(2, "0")).join("");
}

/* SHA-256 of a `content`, in hexadecimal. */
export const digest = (made) => sha256(new TextEncoder().encode(JSON.stringify(made)));

/* Asking the server. An answer counts only when it is JSON of ours: the page of a hotel's Wi-Fi, a
   redirect, half a body or no answer at all is `status` 0 and changes nothing on the phone. */
const ROOT = "/cadres/sync/";
const LIMIT_MS = 30000;
const PHOTO_LIMIT_MS = 120000;

let token = "";

async function read(response) {
  const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
  if (response.type === "opaqueredirect" || !isJson) return { status: 0, why: "strange" };
  const data = await response.json();
  return data && typeof data === "object" ? { status: response.status, data } : { status: 0, why: "strange" };
}

/* → {status, data}, or {status: 0, why: "lost" | "strange"}. */
async function ask(method, path, { body, headers = {}, limit = LIMIT_MS } = {}) {
  let response;
  try {
    response = await fetch(ROOT + path, {
      method, body, redirect: "manual", cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(limit),
      headers: { Accept: "application/json", "X-CSRFToken": token, "X-Phone-Time": new Date().toISOString(), ...headers },
    });
  } catch { return { status: 0, why: "lost" }; }
  try { return await read(response); } catch { return { status: 0, why: "strange" }; }
}

/* Who is logged in, that person's keys, rules and standing; brings the fresh token of this sending. */
export async function me() {
  const answer = await ask("GET", "me/");
  if (answer.status !== 200) return answer;
  const { user, csrf, key, receipt_key: receiptKey } = answer.data;
  if (!user?.id || !csrf || !key || !receiptKey) return { status: 0, why: "strange" };
  token = csrf;
  return answer;
}

const json = (value) => ({ body: JSON.stringify(value), headers: { "Content-Type": "application/json" } });

export function putEntry(id, made, sha256, replaces) {
  const sent = json({ ...made, sha256 });
  if (replaces) sent.headers["If-Match"] = `"${replaces}"`;
  return ask("PUT", `diary/${id}/`, sent);
}

export function putPhoto(sha256, bytes) {
  const headers = { "Content-Type": "image/jpeg" };
  return ask("PUT", `photos/${sha256}/`, { body: bytes, headers, limit: PHOTO_LIMIT_MS });
}

export const lacking = (entries, photos) => ask("POST", "lacking/", json({ entries, photos }));
export const diary = () => ask("GET", "diary/");
export const withdraw = (id, sha256) => ask("DELETE", `diary/${id}/`, { headers: { "If-Match": `"${sha256}"` } });

const hex = (text) => Uint8Array.from(text.match(/[0-9a-f]{2}/g) || [], (each) => parseInt(each, 16));

/* Is it the server's word that exactly this was stored? Only then the phone lets go of its copy. */
export async function isReceipt(data, id, sha256, key) {
  if (data?.id !== id || data.sha256 !== sha256 || typeof data.mac !== "string") return false;
  const said = [data.id, data.sha256, data.receipt_no, data.server_time].join("\n");
  return crypto.subtle.verify("HMAC", key, hex(data.mac), new TextEncoder().encode(said));
}

/* Can this browser work without signal? Over plain http it cannot: no worker, no keys. */
export const able = () => window.isSecureContext && "serviceWorker" in navigator && "indexedDB" in window && Boolean(crypto.subtle);

/* Large type, chosen on this phone for all its pages. */
export const isLarge = () => localStorage.getItem("large") === "on";
export function setLarge(on) {
  localStorage.setItem("large", on ? "on" : "off");
  document.documentElement.classList.toggle("is-large", on);
}

export const register = () => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });

const LOW_BYTES = 60 * 1024 * 1024;

/* True when there is hardly room for photos, as on a full phone or in a private window. */
export async function isTight() {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) || {};
  return quota - usage < LOW_BYTES;
}

/* Will the phone keep it until we delete it? */
export async function isKept() {
  return matchMedia("(display-mode: standalone)").matches || Boolean(await navigator.storage?.persisted?.());
}

/* Some browsers ask the person, so this is called once something was written. */
export const askToKeep = () => navigator.storage?.persist?.();

/* The room that the browser gives: is there enough, and does it last? */
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

/* Can this browser work without signal? Over plain http it cannot: no worker, no keys. */
export const isSupported = () =>
  window.isSecureContext && "serviceWorker" in navigator && "indexedDB" in window && Boolean(crypto.subtle);

export const register = () => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });

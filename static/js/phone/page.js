/* On the server's own phone pages: the way into the shell, what is unsent, a copy for later. */
import { Outbox } from "./outbox.js";
import { keep } from "./page_cache.js";
import { SendSchedule } from "./send_schedule.js";
import { Store, person } from "./store.js";
import { isSupported, register } from "./support.js";
import { onChange, sync } from "./sync.js";

const body = document.body;

async function mine() {
  const here = await person();
  return here && String(here.id) === body.dataset.user ? new Store(here) : null;
}

async function countUnsent() {
  const store = await mine();
  const count = store ? (await new Outbox(store).unsent()).length : 0;
  const badge = document.getElementById("unsent");
  if (!badge) return;
  badge.hidden = !count;
  badge.textContent = count || "";
  badge.setAttribute("aria-label", badge.dataset.words.replace("0", count));
}

async function start() {
  if (!isSupported()) { document.querySelectorAll("[data-plain]").forEach((each) => { each.hidden = false; }); return; }
  document.cookie = "phone=1; path=/; max-age=31536000; SameSite=Lax";
  document.querySelectorAll("[data-phone]").forEach((link) => { link.href = link.dataset.phone; });
  onChange(countUnsent);
  await register().catch(() => {});
  await new SendSchedule(sync).now();
  await countUnsent();
  const store = await mine();
  if (!store || !("copy" in body.dataset)) return;
  await keep(store, document.getElementById("main"), document.querySelector("h1").textContent);
  body.dataset.copied = "";
}

start();

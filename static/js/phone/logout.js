/* Log-out: what is unsent is named and stays; the key goes, so that nobody else opens it here. */
import { save } from "./backup_file.js";
import { Outbox } from "./outbox.js";
import { Store, leave, person } from "./store.js";
import { tell } from "./sync.js";

/* → how the person answers: "out", "file" or "" (stay); "out" at once when nothing is unsent. */
async function ask(count) {
  if (!count) return "out";
  const dialog = document.getElementById("leaving").content.cloneNode(true).firstElementChild;
  dialog.querySelector("[data-count]").textContent = count;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue); }));
}

/* May this form log out now? */
export async function mayLogOut() {
  const here = await person();
  if (!here) return true;
  const store = new Store(here);
  const unsent = await new Outbox(store).unsent();
  const answer = await ask(unsent.length);
  if (answer === "file") await save(store, unsent);
  if (answer !== "out") return false;
  await leave();
  tell("person");
  return true;
}

export function guard(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    mayLogOut().catch(() => true).then((go) => { if (go) form.submit(); });
  });
}

/* The diary form on the phone: every keystroke is kept as a draft until the entry has arrived.
   <form data-draft="user:entry|new" data-kept="words" data-full="words" [data-answered]> keeps itself in
   localStorage; [data-kept-at] says since when; a page with data-received="user:entry" frees the draft. */
(function () {
  "use strict";
  const PREFIX = "diary-draft:";
  const WAIT_MS = 300;

  function read(key) {
    try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; }
  }

  const arrived = document.querySelector("[data-received]");
  if (arrived) {
    const [user, id] = arrived.dataset.received.split(":");
    [user + ":new", user + ":" + id].forEach((key) => {
      const draft = read(key);
      if (draft && draft.id === id) localStorage.removeItem(PREFIX + key);
    });
  }

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const key = form.dataset.draft;
  const place = document.querySelector("[data-kept-at]");
  const own = (field) => field.name && field.name !== "csrfmiddlewaretoken";
  const fields = () => Array.from(form.elements).filter(own);

  function values() {
    const kept = { tasks: [] };
    fields().forEach((field) => {
      if (field.type === "checkbox") { if (field.checked) kept.tasks.push(field.value); }
      else kept[field.name] = field.value;
    });
    return kept;
  }

  function say(time, whole) {
    place.textContent = whole ? form.dataset.kept + "\u3000" + time : form.dataset.full;
    place.className = whole ? "st st-done" : "st st-back";
  }
  const clock = () => new Date().toTimeString().slice(0, 5);

  function keep() {
    if (!form.elements.written_at.value) form.elements.written_at.value = new Date().toISOString();
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(Object.assign(values(), { kept: clock() })));
      say(clock(), true);
    } catch { say("", false); }
  }

  /* A draft of another version of the entry is not put over what the township returned since. */
  function restore(draft) {
    const base = form.elements.replaces;
    if (!draft || (base && base.value !== draft.replaces)) return;
    fields().forEach((field) => {
      if (field.type === "checkbox") field.checked = draft.tasks.includes(field.value);
      else if (field.name in draft) field.value = draft[field.name];
    });
    form.querySelectorAll("details").forEach((part) => {
      if (Array.from(part.querySelectorAll("input, select")).some((field) => field.value)) part.open = true;
    });
    say(draft.kept, true);
  }

  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, WAIT_MS); });
  window.addEventListener("pagehide", () => { if (timer) keep(); });
  if ("answered" in form.dataset) keep(); else restore(read(key));
}());

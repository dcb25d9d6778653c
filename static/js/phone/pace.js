/* When to send: at once, when signal or the person comes back, and then less and less often. */
const FIRST_MS = 5000;
const LONGEST_MS = 300000;

export class Pace {
  /* `send()` → "done" or what hindered it (sync.js). */
  constructor(send) {
    Object.assign(this, { send, wait: FIRST_MS, timer: 0 });
    window.addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.now(); });
  }

  async now() {
    clearTimeout(this.timer);
    this.running ??= this.send().catch(() => "lost").finally(() => { this.running = undefined; });
    const how = await this.running;
    this.wait = how === "done" ? FIRST_MS : Math.min(this.wait * 2, LONGEST_MS);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), how === "done" ? LONGEST_MS : this.wait * (0.75 + Math.random() / 2));
    return how;
  }
}

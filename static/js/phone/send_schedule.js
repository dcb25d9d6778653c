/* When to send: at once, when signal or the person comes back, and then less and less often. */
const FIRST_MS = 5000;
const LONGEST_MS = 300000;

export class SendSchedule {
  /* `send()` → "done" or what hindered it (sync.js). */
  constructor(send) {
    Object.assign(this, { send, wait: FIRST_MS, timer: 0 });
    window.addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.now(); });
  }

  /* Asked while it sends, it sends once more afterwards: there may be new words. */
  now() {
    if (this.running) { this.again = true; return this.running; }
    clearTimeout(this.timer);
    this.running = this.run().finally(() => { this.running = undefined; });
    return this.running;
  }

  async run() {
    let how;
    do {
      this.again = false;
      how = await this.send().catch(() => "lost");
    } while (this.again);
    this.wait = how === "done" ? FIRST_MS : Math.min(this.wait * 2, LONGEST_MS);
    const wait = how === "done" ? LONGEST_MS : this.wait * (0.75 + Math.random() / 2);
    this.timer = setTimeout(() => this.now(), wait);
    return how;
  }
}

/* What this phone keeps, in one IndexedDB. Every row belongs to a person and is encrypted (AES-GCM)
   with that person's key, which the server gives after log-in and which cannot be read out of the
   browser again. At log-out the key goes and the rows stay: they open at the owner's next log-in.
   people   the one who is logged in here: {slot: "now", id, name, key, receiptKey}
   entries  {user, id, rev, iv, data}        photos  {user, id, iv, data}
   marks    of each photo {user, id, at, size, sent, refused}: no secret, read without the pictures
   kept     what else is to be had without signal: the server's last state, phrases, pages
   leases   who sends at the moment, where the browser has no locks */
const NAME = "phone";
const VERSION = 1;
const ROWS = ["entries", "photos", "marks", "kept"];

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      ROWS.forEach((table) => request.result.createObjectStore(table, { keyPath: ["user", "id"] }));
      request.result.createObjectStore("people", { keyPath: "slot" });
      request.result.createObjectStore("leases", { keyPath: "name" });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opening = undefined; };
      resolve(request.result);
    };
    request.onerror = () => { opening = undefined; reject(request.error); };
  });
  return opening;
}

/* `work(table)` in one transaction, whose end is waited for; → what the request of `work` brought. */
async function within(table, mode, work) {
  const transaction = (await open()).transaction(table, mode, { durability: mode === "readwrite" ? "strict" : "default" });
  const request = work(transaction.objectStore(table));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));

/* Who is logged in on this phone; null after log-out and before the first log-in. */
export async function person() {
  return (await within("people", "readonly", (table) => table.get("now"))) || null;
}

/* Keep the keys of the person whom the server names; another person's key is dropped by it. */
export async function enter({ user, key, receipt_key: receiptKey }) {
  const before = await person();
  const entering = {
    slot: "now", id: user.id, name: user.name,
    key: before?.id === user.id ? before.key : await crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]),
    receiptKey: await crypto.subtle.importKey("raw", bytesOf(receiptKey), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]),
  };
  await within("people", "readwrite", (table) => table.put(entering));
  return entering;
}

export async function leave() {
  await within("people", "readwrite", (table) => table.delete("now"));
}

/* True when nobody else holds the lease `name` at `now`; it is `owner`'s until `until` (ms). */
export async function lease(name, owner, now, until) {
  let mine = false;
  await within("leases", "readwrite", (table) => {
    const request = table.get(name);
    request.onsuccess = () => {
      const held = request.result;
      mine = !held || held.owner === owner || held.until < now;
      if (mine) table.put({ name, owner, until });
    };
    return request;
  });
  return mine;
}

/* The rows of one person. Values are objects, or bytes in `photos`. */
export class Store {
  constructor(owner) {
    this.owner = owner;
    this.locked = 0; // rows that the key did not open; they stay
  }

  associated(table, id) {
    return new TextEncoder().encode(`${this.owner.id}\n${table}\n${id}`);
  }

  async seal(table, id, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(JSON.stringify(value));
    const how = { name: "AES-GCM", iv, additionalData: this.associated(table, id) };
    return { user: this.owner.id, id, iv, data: await crypto.subtle.encrypt(how, this.owner.key, bytes) };
  }

  async unseal(table, row) {
    const how = { name: "AES-GCM", iv: row.iv, additionalData: this.associated(table, row.id) };
    const bytes = new Uint8Array(await crypto.subtle.decrypt(how, this.owner.key, row.data));
    return table === "photos" ? bytes : JSON.parse(new TextDecoder().decode(bytes));
  }

  row(table, id) {
    return within(table, "readonly", (rows) => rows.get([this.owner.id, id]));
  }

  rows(table) {
    const range = IDBKeyRange.bound([this.owner.id], [this.owner.id, []]);
    return within(table, "readonly", (rows) => rows.getAll(range));
  }

  async get(table, id) {
    const row = await this.row(table, id);
    return row ? this.unseal(table, row) : null;
  }

  async all(table) {
    const opened = await Promise.allSettled((await this.rows(table)).map((row) => this.unseal(table, row)));
    this.locked = opened.filter((each) => each.status === "rejected").length;
    return opened.filter((each) => each.status === "fulfilled").map((each) => each.value);
  }

  async put(table, id, value) {
    const row = { rev: 1, ...(await this.seal(table, id, value)) };
    await within(table, "readwrite", (rows) => rows.put(row));
  }

  /* `how(value or null)` → the new value; null leaves the row as it is. When somebody else wrote in
     between, it is asked again: two pages and the sending never undo each other. */
  async change(table, id, how) {
    for (;;) {
      const row = await this.row(table, id);
      const value = how(row ? await this.unseal(table, row) : null);
      if (!value) return null;
      const sealed = { ...(await this.seal(table, id, value)), rev: (row?.rev || 0) + 1 };
      if (await this.swap(table, row?.rev || 0, sealed)) return value;
    }
  }

  async swap(table, rev, sealed) {
    let done = false;
    await within(table, "readwrite", (rows) => {
      const request = rows.get([sealed.user, sealed.id]);
      request.onsuccess = () => {
        done = (request.result?.rev || 0) === rev;
        if (done) rows.put(sealed);
      };
      return request;
    });
    return done;
  }

  async addPhoto(id, bytes) {
    await this.put("photos", id, bytes);
    await within("marks", "readwrite", (rows) => rows.put({ user: this.owner.id, id, at: Date.now(), size: bytes.length, sent: false }));
  }

  /* Note of a photo that it arrived ({sent}) or why it never will ({refused}). */
  async mark(id, marks) {
    await within("marks", "readwrite", (rows) => {
      const request = rows.get([this.owner.id, id]);
      request.onsuccess = () => { if (request.result) rows.put({ ...request.result, ...marks }); };
      return request;
    });
  }

  async dropPhoto(id) {
    await this.remove("photos", id);
    await this.remove("marks", id);
  }

  async remove(table, id) {
    await within(table, "readwrite", (rows) => rows.delete([this.owner.id, id]));
  }
}

// The socket: comes back by itself, sends again what was not acknowledged, and never sends anything twice that counts.

const FIRST = 300, LAST = 3000;                // milliseconds between tries

export const mark = () => [...crypto.getRandomValues(new Uint8Array(9))].map(n => n.toString(36).padStart(2, "0")).join("");

export const store = {
  get(name) {
    try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; }
  },
  set(name, value) {
    try {
      value === null ? sessionStorage.removeItem(name) : sessionStorage.setItem(name, JSON.stringify(value));
    } catch { /* a browser that keeps nothing still plays until it is closed */ }
  },
};

// hello() gives the first frame or null; on: {view, welcome, refused, replaced, over, state, reject, done}.
export class Wire {
  constructor(path, hello, on) {
    Object.assign(this, {path, hello, on, pending: new Map(store.get("pending") || []), asked: new Map()});
    this.wait = FIRST;
    this.open = this.stopped = false;
    addEventListener("online", () => this.soon(0));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.look());
  }

  look() {
    if (!this.stopped && (!this.socket || this.socket.readyState > 1)) this.soon(0);
  }

  soon(wait) {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => this.connect(), wait);
  }

  connect() {
    if (this.socket && this.socket.readyState < 2) return;
    const first = this.hello();
    if (first === undefined) return;
    const socket = this.socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${this.path}`);
    socket.onopen = () => {
      if (first) socket.send(JSON.stringify({v: 1, ...first}));
      else this.ready();
    };
    socket.onmessage = message => this.hear(JSON.parse(message.data));
    socket.onclose = event => {
      if (socket !== this.socket) return;
      this.open = false;
      this.asked.clear();
      if ([4001, 4003].includes(event.code)) this.stopped = true;
      else this.soon(this.wait * (0.5 + Math.random()));
      this.wait = Math.min(LAST, this.wait * 1.7);
      this.on.state?.(event.code);
    };
  }

  again() {
    this.stopped = false;
    this.wait = FIRST;
    this.soon(0);
  }

  ready() {
    this.open = true;
    this.wait = FIRST;
    for (const frame of this.pending.values()) this.send(frame);
    this.on.state?.(0);
  }

  hear(frame) {
    if (frame.type === "welcome") {
      this.on.welcome?.(frame);
      this.ready();
    } else if (["ack", "reject", "done", "answer"].includes(frame.type)) {
      const sent = this.pending.get(frame.cid);
      this.pending.delete(frame.cid);
      this.keep();
      const then = this.asked.get(frame.cid);
      this.asked.delete(frame.cid);
      then?.(frame);
      if (frame.type === "reject") this.on.reject?.(frame, sent);
      this.on.state?.(0);
    } else this.on[frame.type]?.(frame);
  }

  send(frame) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify({v: 1, ...frame}));
  }

  // Something done: kept until it is acknowledged.
  act(kind, body, then) {
    const cid = mark();
    const frame = {type: "act", cid, kind, body};
    this.pending.set(cid, frame);
    this.keep();
    if (then) this.asked.set(cid, then);
    if (this.open) this.send(frame);
    this.on.state?.(0);
  }

  // Something asked: of no use once the line is down.
  ask(content, then) {
    const cid = mark();
    this.asked.set(cid, then || (() => {}));
    this.send({...content, cid});
  }

  // What waits belongs to somebody else.
  forget() {
    this.pending.clear();
    this.keep();
  }

  keep() {
    store.set("pending", this.pending.size ? [...this.pending] : null);
  }
}

/** A WebSocket that comes back: connects, notices when it is dead, and connects again. */

/** How often something is done, or how long it may take, in milliseconds. */
export const PACE = Object.freeze({
  poll: 3_000, // while the WebSocket is down
  hiddenPoll: 15_000, // the same, while nobody looks
  check: 15_000, // while it is up: a lost last frame leaves no gap to notice
  slow: 4_000, // a connection that is opening then counts as lost …
  connect: 20_000, // … and is then abandoned
  ping: 240_000, // API Gateway ends a connection that was idle for 10 minutes
  pong: 10_000, // without an answer the connection counts as dead
  firstBackoff: 500, // the longest wait before a new connection; doubles with every failure …
  lastBackoff: 30_000, // … up to this
});

export class Link {
  #world;
  #pace;
  #listener;
  #socket;
  #up = false;
  #failures = 0;
  /** What cancels the timers that run, by their names. */
  #timers = {};

  /**
   * The world is `{now, after, random, hidden, open}`: the time, a timer that returns its cancellation, chance, whether
   * the page is hidden, and what opens a WebSocket. The listener has `opened()`, `heard(frame)`, and `lost()`: for now
   * there is no connection.
   */
  constructor(world, pace, listener) {
    this.#world = world;
    this.#pace = pace;
    this.#listener = listener;
  }

  /** Whether frames can be sent. */
  get isUp() {
    return this.#up;
  }

  /** Connects now, unless it is connected or just at it. */
  connect() {
    if (this.#socket) {
      return;
    }
    this.#cancel("retry");
    const socket = this.#world.open();
    this.#socket = socket;
    this.#after("slow", this.#pace.slow, () => this.#listener.lost());
    this.#after("connect", this.#pace.connect, () => this.drop());
    const ours = (run) => (event) => socket === this.#socket && run(event);
    socket.onopen = ours(() => this.#opened());
    socket.onmessage = ours((event) => this.#heard(event.data));
    socket.onclose = ours(() => this.drop());
  }

  /** Forgets earlier failures and connects after a moment: many clients may notice at once that the server is back. */
  connectSoon() {
    if (!this.#socket) {
      this.#failures = 0;
      this.#retry();
    }
  }

  send(frame) {
    if (this.#up) {
      this.#socket.send(JSON.stringify(frame));
    }
  }

  /** Asks for a sign of life; without one in time, the connection is dropped. */
  probe() {
    this.#pingLater();
    this.send({ action: "ping" });
    // Asking again gives no more time.
    if (!this.#timers.pong) {
      this.#after("pong", this.#pace.pong, () => this.drop());
    }
  }

  /** Gives the connection up, and tries another one later. */
  drop() {
    if (this.#socket) {
      this.close();
      this.#retry();
      this.#listener.lost();
    }
  }

  /** Ends the connection, and tries no other. */
  close() {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#up = false;
    Object.keys(this.#timers).forEach((name) => this.#cancel(name));
    socket?.close();
  }

  #opened() {
    this.#cancel("slow");
    this.#cancel("connect");
    this.#up = true;
    this.#pingLater();
    this.#listener.opened();
  }

  #heard(text) {
    this.#failures = 0;
    this.#cancel("pong");
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      // Not of this contract, so neither is what follows.
      this.drop();
      return;
    }
    this.#listener.heard(frame);
  }

  #pingLater() {
    this.#after("ping", this.#pace.ping, () => this.probe());
  }

  /** With full jitter: clients that were cut off together do not come back together. */
  #retry() {
    const longest = Math.min(this.#pace.lastBackoff, this.#pace.firstBackoff * 2 ** this.#failures);
    this.#failures++;
    this.#after("retry", longest * this.#world.random(), () => this.connect());
  }

  #after(name, ms, run) {
    this.#cancel(name);
    this.#timers[name] = this.#world.after(ms, () => {
      delete this.#timers[name];
      run();
    });
  }

  #cancel(name) {
    this.#timers[name]?.();
    delete this.#timers[name];
  }
}

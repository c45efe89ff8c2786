import { Problem } from "./api.js";
import { Link, PACE } from "./link.js";

/**
 * How fresh what is shown is. `final`: it has ended, nothing more is asked for.
 *
 * @typedef {{kind: "connecting"} | {kind: "live"} | {kind: "polling", every: number} | {kind: "offline", since: number}
 *     | {kind: "final"}} Freshness
 */

/**
 * Keeps something fresh: by the WebSocket while it is up, by polling while it is not.
 *
 * Those that extend it say how: `ask()` polls once, `opened()` subscribes, `heard(frame)` takes what the server tells,
 * `isKnown` and `isFinal` say how far it is. Its listener has `freshness(freshness)`, and `refused(problem)`, after which
 * nothing follows.
 */
export class Follower {
  #world;
  #pace;
  #link;
  #stopped = false;
  #polling = false;
  #pollAgain = false;
  #lost = false;
  #answered = true;
  #contactAt;
  #told = "";
  #cancelPoll = () => {};

  constructor(api, world, listener, pace = PACE) {
    this.api = api;
    this.listener = listener;
    this.#world = world;
    this.#pace = pace;
    this.#contactAt = world.now();
    this.#link = new Link(world, pace, {
      opened: () => this.#opened(),
      heard: (frame) => this.heard(frame),
      lost: () => this.#lostLink(),
    });
  }

  get isKnown() {
    return true;
  }

  get isFinal() {
    return false;
  }

  get isUp() {
    return this.#link.isUp;
  }

  get isStopped() {
    return this.#stopped;
  }

  start() {
    this.tell();
    this.#link.connect();
    this.poll();
  }

  stop() {
    this.#stopped = true;
    this.#cancelPoll();
    this.#link.close();
  }

  /** Somebody looks again, or the network is back: what is shown may be old. */
  wake() {
    if (this.isUp) {
      this.#link.probe();
    } else {
      this.#link.connect();
    }
    this.poll();
  }

  /** The network is gone, which the WebSocket itself would notice late. */
  sleep() {
    this.drop();
  }

  send(frame) {
    this.#link.send(frame);
  }

  /** Gives the WebSocket up; another one will be tried. */
  drop() {
    this.#link.drop();
  }

  /** Asks now, or once more as soon as the answer that is awaited has come. */
  async poll() {
    if (this.#polling || this.#stopped || this.isFinal) {
      this.#pollAgain = this.#polling;
      return;
    }
    this.#polling = true;
    this.#pollAgain = false;
    this.#cancelPoll();
    try {
      await this.ask();
      this.#reached();
    } catch (error) {
      this.#failed(error);
    }
    this.#polling = false;
    this.pollIn(this.#pollAgain ? 0 : this.#interval());
    this.tell();
  }

  /** Asks later; at the usual time unless told. */
  pollIn(ms = this.#interval()) {
    this.#cancelPoll();
    if (!this.isFinal && !this.#stopped) {
      this.#cancelPoll = this.#world.after(ms, () => this.poll());
    }
  }

  /** Tells the listener how fresh everything is, if that changed. */
  tell() {
    const freshness = this.#freshness();
    const told = JSON.stringify(freshness);
    if (told !== this.#told && !this.#stopped) {
      this.#told = told;
      this.listener.freshness(freshness);
    }
  }

  #opened() {
    this.#lost = false;
    this.opened();
    this.pollIn();
    this.tell();
  }

  #lostLink() {
    this.#lost = true;
    this.poll();
    this.tell();
  }

  #reached() {
    this.#contactAt = this.#world.now();
    if (!this.#answered) {
      this.#answered = true;
      this.#link.connectSoon();
    }
  }

  #failed(error) {
    if (error instanceof Problem && !error.retryable && error.status < 500) {
      this.stop();
      this.listener.refused(error);
      return;
    }
    this.#answered = false;
    if (this.isUp) {
      this.#link.probe();
    }
  }

  #interval() {
    if (this.isUp && this.#answered) {
      return this.#pace.check;
    }
    return this.#world.hidden() ? this.#pace.hiddenPoll : this.#pace.poll;
  }

  #freshness() {
    if (this.isFinal) {
      return { kind: "final" };
    }
    if (this.isUp && this.isKnown) {
      return { kind: "live" };
    }
    if (!this.#answered) {
      return { kind: "offline", since: this.#contactAt };
    }
    return this.#lost ? { kind: "polling", every: this.#interval() } : { kind: "connecting" };
  }
}

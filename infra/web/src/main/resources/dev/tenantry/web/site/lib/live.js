/** Keeps what the page shows fresh: by the WebSocket while it is up, by polling while it is not. */

import { Problem } from "./api.js";
import { hasEnded, updated } from "./job.js";
import { Link, PACE } from "./link.js";

/**
 * Base of the followers of a job and of a list, in which `ask()` polls once, `opened()` subscribes, `heard(frame)` takes
 * a frame, and `isKnown` and `isFinal` say how far it is.
 *
 * A listener has `refused(problem)`, after which nothing follows, and `freshness({kind})`: connecting, live, polling
 * `every` so many milliseconds, offline `since` a time, or final when nothing more is asked for.
 */
class Follower {
  #world;
  #pace;
  #link;
  #polling = false;
  #pollAgain = false;
  #lost = false;
  #answered = true;
  #contactAt;
  #told;
  #cancelPoll = () => {};

  constructor(api, world, listener, pace = PACE) {
    this.api = api;
    this.listener = listener;
    this.isStopped = false;
    this.#world = world;
    this.#pace = pace;
    this.#contactAt = world.now();
    this.#link = new Link(world, pace, {
      opened: () => this.#opened(),
      heard: (frame) => this.heard(frame),
      lost: () => this.#lostLink(),
    });
  }

  get isFinal() {
    return false;
  }

  get isUp() {
    return this.#link.isUp;
  }

  start() {
    if (this.isStopped) {
      return;
    }
    this.tell();
    this.#link.connect();
    if (this.isKnown) {
      this.pollIn();
    } else {
      this.poll();
    }
  }

  stop() {
    this.isStopped = true;
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

  /** Gives the WebSocket up; another one will be tried. */
  drop() {
    this.#link.drop();
  }

  send(frame) {
    this.#link.send(frame);
  }

  /** Asks now, or once more as soon as the answer that is awaited has come. */
  async poll() {
    if (this.#polling || this.isStopped || this.isFinal) {
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
      // What is no longer followed is not reported.
      if (this.isStopped) {
        return;
      }
      this.#failed(error);
    }
    this.#polling = false;
    this.pollIn(this.#pollAgain ? 0 : this.#interval());
    this.tell();
  }

  /** Asks later; at the usual time unless told. */
  pollIn(ms = this.#interval()) {
    this.#cancelPoll();
    if (!this.isFinal && !this.isStopped) {
      this.#cancelPoll = this.#world.after(ms, () => this.poll());
    }
  }

  /** Tells the listener how fresh everything is, if that changed. */
  tell() {
    const freshness = this.#freshness();
    const told = JSON.stringify(freshness);
    if (told !== this.#told && !this.isStopped) {
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
    if (!this.#lost) {
      this.#lost = true;
      this.poll();
    }
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

/**
 * Follows one job, and the notices of its organisation. Missed changes come from the event log. A job that has ended is
 * read once more; then only notices, or a retry, are waited for.
 *
 * Its listener also has `job(job)`, `update(update)` and `notice(notice)`; and `subscribed()`: earlier notices may have
 * been missed.
 */
export class JobFollower extends Follower {
  #id;
  #job;
  /** The version that was last read as a whole, and its entity tag. */
  #whole = 0;
  #etag;
  /** The last version that is known to exist. */
  #ahead = 0;
  /** How often in a row polling knew more than the WebSocket, which seemed to be up. */
  #deaf = 0;
  #hasOrg = false;
  #wasFinal = false;
  #catchingUp = false;

  constructor(jobId, ...rest) {
    super(...rest);
    this.#id = jobId;
  }

  /** Starts, or continues, from a job that the API returned; no later change is skipped. */
  start(job) {
    if (job?.version > this.#version && !this.isStopped) {
      this.#whole = job.version;
      this.#take(job);
    }
    super.start();
  }

  get isKnown() {
    return this.#job !== undefined;
  }

  get isFinal() {
    return this.isKnown && hasEnded(this.#job.status) && this.#whole === this.#version;
  }

  get #version() {
    return this.#job?.version ?? 0;
  }

  opened() {
    this.#deaf = 0;
    this.#hasOrg = false;
    if (!this.isFinal) {
      this.#subscribe();
    }
    this.#subscribeToOrg();
  }

  /** The server replays what came after the version, or begins with a snapshot. */
  #subscribe() {
    this.send({ action: "subscribe", jobId: this.#id, ...(this.#job && { after: this.#version }) });
  }

  #subscribeToOrg() {
    if (this.#job && this.isUp && !this.#hasOrg) {
      this.#hasOrg = true;
      this.send({ action: "subscribe", orgId: this.#job.orgId });
    }
  }

  heard(frame) {
    switch (frame.type) {
      case "snapshot":
        // One of the job itself may come before the organisation was asked for: it tells nothing of that.
        if (this.#hasOrg) {
          this.listener.subscribed();
        }
        // That of an organisation is its newest job, which may be another one.
        if (frame.job.id === this.#id && frame.job.version > this.#version) {
          this.#take(frame.job);
        }
        break;
      case "provisioning-update":
        if (frame.jobId === this.#id) {
          this.#deaf = 0;
          this.#apply(frame);
        }
        break;
      case "notice":
        this.listener.notice(frame.notice);
        break;
      case "pong":
        this.#expect(frame.version ?? 0);
        break;
      case "error":
        // Whatever was not delivered, polling brings.
        this.poll();
        break;
      default:
      // The contract may grow.
    }
  }

  #apply(update) {
    if (this.#job && update.version === this.#version + 1) {
      this.#take(updated(this.#job, update));
      this.listener.update(update);
    } else {
      this.#expect(update.version);
    }
  }

  /** Asks for what is missing up to a version. */
  #expect(version) {
    this.#ahead = Math.max(this.#ahead, version);
    if (this.#job && this.#ahead > this.#version) {
      this.#catchUp();
    }
  }

  async #catchUp() {
    if (this.#catchingUp) {
      return;
    }
    this.#catchingUp = true;
    try {
      let before = -1;
      while (this.#version > before && this.#version < this.#ahead) {
        before = this.#version;
        const missed = await this.api.events(this.#id, before);
        missed.filter((event) => event.version === this.#version + 1).forEach((event) => this.#apply(event));
      }
    } catch {
      // The poll below tells whether the server answers.
    }
    this.#catchingUp = false;
    if (this.#version < this.#ahead) {
      this.poll();
    }
  }

  async ask() {
    const answer = await this.api.job(this.#id, this.#etag);
    if (!answer || answer.job.version < this.#version || this.isStopped) {
      return;
    }
    if (this.#job && answer.job.version > this.#version && this.isUp && ++this.#deaf > 1) {
      this.drop();
    }
    this.#whole = answer.job.version;
    this.#etag = answer.etag;
    this.#take(answer.job);
  }

  #take(job) {
    this.#job = job;
    this.listener.job(job);
    this.#subscribeToOrg();
    if (this.isFinal && !this.#wasFinal) {
      this.send({ action: "unsubscribe", jobId: this.#id });
      this.pollIn();
    } else if (hasEnded(job.status)) {
      this.poll();
    } else if (this.#wasFinal) {
      this.#subscribe();
      // Its steps and its plan may be others now, of which no update tells.
      this.#whole === job.version ? this.pollIn() : this.poll();
    }
    this.#wasFinal = this.isFinal;
    this.tell();
    this.#expect(0);
  }
}

/** How long after the news of a job the list is read again: many may begin at once. */
const NEWS_MS = 500;

/**
 * Follows a list of jobs: the WebSocket tells that there are new ones, and how those get on that are at work; polling
 * reads them.
 *
 * Its listener also has `jobs(jobs, hasMore)`: newest first.
 */
export class JobsFollower extends Follower {
  #query;
  #jobs;
  /** Where the page after the last one begins. */
  #next;
  #isLoadingMore = false;
  #isExpectingNews = false;
  #subscribed = new Set();

  constructor(query, ...rest) {
    super(...rest);
    this.#query = query;
  }

  get isKnown() {
    return this.#jobs !== undefined;
  }

  /** Loads the next page, unless it is on its way. */
  async more() {
    if (this.#isLoadingMore) {
      return;
    }
    this.#isLoadingMore = true;
    try {
      const { jobs, next } = await this.api.jobs({ ...this.#query, cursor: this.#next });
      this.#next = next;
      this.#take([...this.#jobs, ...jobs]);
    } finally {
      this.#isLoadingMore = false;
    }
  }

  opened() {
    this.#subscribed.clear();
    this.send({ action: "subscribe", jobs: "all" });
    this.#subscribe();
  }

  #subscribe() {
    const working = (this.#jobs ?? []).filter(({ id, status }) => !hasEnded(status) && !this.#subscribed.has(id));
    if (this.isUp) {
      working.forEach(({ id, version }) => {
        this.#subscribed.add(id);
        this.send({ action: "subscribe", jobId: id, after: version });
      });
    }
  }

  heard(frame) {
    if (frame.type !== "provisioning-update" || !this.#jobs) {
      return;
    }
    const job = this.#jobs.find(({ id }) => id === frame.jobId);
    if (job && frame.version === job.version + 1) {
      this.#put(updated(job, frame));
    } else if (job && frame.version > job.version) {
      this.poll();
    } else if (!job && !this.#isExpectingNews) {
      this.#isExpectingNews = true;
      this.pollIn(NEWS_MS);
    }
  }

  #put(job) {
    if (hasEnded(job.status) && this.#subscribed.delete(job.id)) {
      this.send({ action: "unsubscribe", jobId: job.id });
    }
    this.#take(this.#jobs.map((known) => (known.id === job.id ? job : known)));
  }

  /** Reads the first page again and puts it in front of the later ones. Ids sort by time. */
  async ask() {
    this.#isExpectingNews = false;
    const { jobs, next } = await this.api.jobs(this.#query);
    const known = this.#jobs ?? [];
    const last = jobs.at(-1)?.id ?? "";
    const later = next ? known.filter((job) => job.id < last) : [];
    if (later.length === 0) {
      this.#next = next;
    }
    this.#take([...jobs.map((job) => newer(job, known)), ...later]);
  }

  #take(jobs) {
    if (!this.isStopped) {
      this.#jobs = jobs;
      this.#subscribe();
      this.listener.jobs(jobs, this.#next !== undefined);
    }
  }
}

/** A job as it was read, unless the WebSocket told more of it meanwhile. */
function newer(job, known) {
  const before = known.find(({ id }) => id === job.id);
  return before?.version > job.version ? before : job;
}

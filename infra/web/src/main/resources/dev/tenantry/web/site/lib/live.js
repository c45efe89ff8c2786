import { Follower } from "./follower.js";
import { hasEnded, updated } from "./job.js";

/**
 * Follows one job, and the notices of its organisation. What it missed it takes from the event log. When the job has
 * ended it is read once more as a whole, and from then on only notices are waited for, or that somebody retries it.
 *
 * Its listener also has `job(job)`, `update(update)` and `notice(notice)`.
 */
export class JobFollower extends Follower {
  #id;
  #job;
  /** The version that was last read as a whole, and its entity tag: updates may leave something out. */
  #whole = 0;
  #etag;
  /** The last version that is known to exist. */
  #ahead = 0;
  /** How often in a row polling knew more than the WebSocket, which seemed to be up. */
  #deaf = 0;
  #hasOrg = false;
  #catchingUp = false;

  constructor(jobId, api, world, listener, pace) {
    super(api, world, listener, pace);
    this.#id = jobId;
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
    const wasFinal = this.isFinal;
    this.#job = job;
    this.listener.job(job);
    this.#subscribeToOrg();
    if (this.isFinal && !wasFinal) {
      this.send({ action: "unsubscribe", jobId: this.#id });
      this.pollIn();
    } else if (hasEnded(job.status)) {
      this.poll();
    } else if (wasFinal) {
      this.#subscribe();
      this.pollIn();
    }
    this.tell();
    this.#expect(0);
  }
}

import { Follower } from "./follower.js";
import { hasEnded, updated } from "./job.js";

/**
 * Follows a list of jobs: polling tells which ones there are, the WebSocket how those get on that are at work.
 *
 * Its listener also has `jobs(jobs, hasMore)`: newest first.
 */
export class JobsFollower extends Follower {
  #query;
  #jobs;
  /** Where the page after the last one begins. */
  #next;
  #subscribed = new Set();

  constructor(query, api, world, listener, pace) {
    super(api, world, listener, pace);
    this.#query = query;
  }

  get isKnown() {
    return this.#jobs !== undefined;
  }

  /** Loads the next page. */
  async more() {
    const { jobs, next } = await this.api.jobs({ ...this.#query, cursor: this.#next });
    this.#next = next;
    this.#take([...this.#jobs, ...jobs]);
  }

  opened() {
    this.#subscribed.clear();
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
    const job = frame.type === "provisioning-update" && this.#jobs?.find(({ id }) => id === frame.jobId);
    if (job && frame.version === job.version + 1) {
      this.#put(updated(job, frame));
    } else if (job && frame.version > job.version) {
      this.poll();
    }
  }

  #put(job) {
    if (hasEnded(job.status) && this.#subscribed.delete(job.id)) {
      this.send({ action: "unsubscribe", jobId: job.id });
    }
    this.#take(this.#jobs.map((known) => (known.id === job.id ? job : known)));
  }

  /** Reads the first page anew and puts it in front of the later ones. Ids sort by time. */
  async ask() {
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

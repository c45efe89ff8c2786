/** A world without time, network or randomness of its own, and what tests ask of it. */

/** Fails unless both are the same JSON. */
export function same(actual, expected, what = "value") {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== should) {
    throw new Error(`${what}: expected ${should}, was ${is}`);
  }
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle() {
  for (let turn = 0; turn < 50; turn++) {
    await Promise.resolve();
  }
}

export class FakeSocket {
  sent = [];
  closed = false;

  open() {
    this.onopen({});
    return settle();
  }

  hear(frame) {
    this.onmessage({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
    return settle();
  }

  die() {
    this.onclose({});
    return settle();
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }
}

export class FakeWorld {
  #timers = new Set();
  time = 0;
  luck = 0.5;
  isHidden = false;
  sockets = [];

  now = () => this.time;
  random = () => this.luck;
  hidden = () => this.isHidden;

  open = () => {
    this.sockets.push(new FakeSocket());
    return this.socket;
  };

  after = (ms, run) => {
    const timer = { at: this.time + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** The newest one. */
  get socket() {
    return this.sockets.at(-1);
  }

  /** Lets time pass, with everything that is due on the way. */
  async pass(ms) {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!due) {
        break;
      }
      this.#timers.delete(due);
      this.time = due.at;
      due.run();
      await settle();
    }
    this.time = end;
  }
}

/** An API that answers what the test says, and remembers what it was asked. */
export class FakeApi {
  asked = [];
  /** Stands for the server's table. */
  stored;
  log = [];
  failure;
  /** A promise for which answers about the job wait. */
  held;

  constructor(stored) {
    this.stored = stored;
  }

  async job(id, etag) {
    this.asked.push(etag ? `job unless ${etag}` : "job");
    const job = structuredClone(this.stored);
    const now = `"v${job.version}"`;
    await this.held;
    await this.#answer();
    return etag === now ? undefined : { job, etag: now };
  }

  async events(id, after) {
    this.asked.push(`events after ${after}`);
    await this.#answer();
    return this.log.filter(({ version }) => version > after);
  }

  async jobs(query) {
    this.asked.push(`jobs ${query.cursor ?? ""}`.trim());
    await this.#answer();
    return structuredClone(query.cursor ? this.pages[query.cursor] : this.pages.first);
  }

  async #answer() {
    await Promise.resolve();
    if (this.failure) {
      throw this.failure;
    }
  }

  /** What was asked since the last time. */
  take() {
    return this.asked.splice(0);
  }
}

/** A job of two steps. */
export const job = (more = {}) => ({
  id: "job_1",
  orgId: "acme",
  status: "RUNNING",
  usable: false,
  version: 3,
  progress: { percent: 0, completedSteps: 0, totalSteps: 2 },
  plan: {},
  steps: [
    { name: "one", title: "One", status: "RUNNING", attempt: 1, startedAt: "2026-01-01T00:00:01.000Z", resources: [] },
    { name: "two", title: "Two", status: "PENDING", attempt: 0, resources: [] },
  ],
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:01.000Z",
  ...more,
});

/** The update that makes a version. */
export const update = (version, more = {}) => ({
  type: "provisioning-update",
  jobId: "job_1",
  orgId: "acme",
  version,
  at: `2026-01-01T00:00:${String(version).padStart(2, "0")}.000Z`,
  job: { status: "RUNNING", progress: { percent: 0, completedSteps: 0, totalSteps: 2 } },
  step: { name: "one", title: "One", status: "RUNNING", message: `at ${version}` },
  ...more,
});

/** The update that ends the job. */
export const ending = (version, status = "COMPLETE") =>
  update(version, { job: { status, progress: { percent: 100, completedSteps: 2, totalSteps: 2 } }, step: undefined });

/** Hears what a follower tells. */
export class Ear {
  told = [];
  updates = [];
  notices = [];
  subscriptions = 0;
  refusals = [];
  freshness = (freshness) => this.told.push(freshness);
  job = (now) => (this.last = now);
  jobs = (now, hasMore) => (this.last = now.concat(hasMore ? ["more"] : []));
  update = (told) => this.updates.push(told.version);
  notice = (told) => this.notices.push(told.message);
  subscribed = () => this.subscriptions++;
  refused = (problem) => this.refusals.push(problem.status);

  get kinds() {
    return this.told.map(({ kind }) => kind);
  }

  get fresh() {
    return this.told.at(-1);
  }
}

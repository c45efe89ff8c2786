import { Problem } from "/lib/api.js";
import { JobFollower } from "/lib/live.js";
import { ending, Ear, FakeApi, FakeWorld, job, same, update } from "./harness.js";

const MINUTE = 60_000;

function follow(stored = job()) {
  const world = new FakeWorld();
  const api = new FakeApi(stored);
  const ear = new Ear();
  const follower = new JobFollower("job_1", api, world, ear);
  follower.start();
  return { world, api, ear, follower };
}

/** A follower that knows version 3 and is live. */
async function live(stored) {
  const all = follow(stored);
  await all.world.pass(10);
  await all.world.socket.open();
  all.api.take();
  return all;
}

export const tests = {
  async "connects and asks at once, and subscribes after the version that it has"() {
    const { world, api, ear } = follow();
    await world.pass(10);
    same(api.take(), ["job"]);
    same(ear.kinds, ["connecting"]);

    await world.socket.open();

    same(world.socket.sent, [
      { action: "subscribe", jobId: "job_1", after: 3 },
      { action: "subscribe", orgId: "acme" },
    ]);
    same(ear.kinds, ["connecting", "live"]);
  },

  async "begins with a job that is known, and waits for what follows"() {
    const world = new FakeWorld();
    const api = new FakeApi(job({ version: 3 }));
    const ear = new Ear();
    new JobFollower("job_1", api, world, ear).start(job({ version: 1 }));
    same(ear.last.version, 1);

    await world.socket.open();

    same(world.socket.sent[0], { action: "subscribe", jobId: "job_1", after: 1 });
    same([api.take(), ear.fresh.kind], [[], "live"]);
  },

  async "subscribes without a version before it knows any, and takes the snapshot"() {
    const { world, api, ear } = follow();
    api.failure = new Error();
    await world.socket.open();
    same(world.socket.sent[0], { action: "subscribe", jobId: "job_1" });

    await world.socket.hear({ type: "snapshot", version: 5, job: job({ version: 5 }) });

    same(ear.last.version, 5);
    same(ear.fresh.kind, "live");
    same(ear.subscriptions, 0);
    same(world.socket.sent.at(-1), { action: "subscribe", orgId: "acme" });
  },

  async "applies the next version and drops those it has seen"() {
    const { world, ear } = await live();

    await world.socket.hear(update(4));
    await world.socket.hear(update(4, { step: { name: "one", status: "FAILED" } }));
    await world.socket.hear(update(2));

    same(ear.last.version, 4);
    same(ear.last.steps[0].message, "at 4");
    same(ear.updates, [4]);
  },

  async "never goes back, whatever comes late"() {
    const { world, api, ear, follower } = await live();
    let release;
    api.held = new Promise((resolve) => (release = resolve));
    api.stored = job({ version: 4 });
    follower.wake();
    await world.socket.hear(update(4));
    await world.socket.hear(update(5));

    release();
    await world.pass(1);
    await world.socket.hear({ type: "snapshot", version: 4, job: job({ version: 4 }) });

    same(ear.last.version, 5);
  },

  async "asks for the end at once, also when an earlier answer is still awaited"() {
    const { world, api, ear, follower } = await live();
    let release;
    api.held = new Promise((resolve) => (release = resolve));
    follower.wake();
    await world.pass(1);
    api.stored = job({ version: 4, status: "COMPLETE" });
    await world.socket.hear(ending(4));

    release();
    await world.pass(1);

    same(ear.fresh, { kind: "final" });
  },

  async "doubts a connection while the server does not answer"() {
    const { world, api, ear } = await live();
    const first = world.socket;
    api.failure = new Error();

    await world.pass(15_000);
    same([ear.fresh.kind, first.sent.at(-1)], ["live", { action: "ping" }]);
    await world.pass(10_000);

    same([first.closed, ear.fresh.kind], [true, "offline"]);
  },

  async "leaves the jobs of others alone"() {
    const { world, ear } = await live();

    await world.socket.hear(update(4, { jobId: "job_2" }));
    await world.socket.hear({ type: "snapshot", version: 9, job: job({ id: "job_2", version: 9 }) });

    same(ear.last.version, 3);
  },

  async "asks the event log for what a gap hides, and loses nothing that comes meanwhile"() {
    const { world, api, ear } = await live();
    api.log = [update(4), update(5), update(6)];

    const gap = world.socket.hear(update(6));
    api.log = [...api.log, update(7)];
    await Promise.all([gap, world.socket.hear(update(7))]);

    same(ear.updates, [4, 5, 6, 7]);
    same(ear.last.version, 7);
    same(api.take()[0], "events after 3");
  },

  async "polls when the event log cannot close a gap"() {
    const { world, api, ear } = await live();
    api.stored = job({ version: 6 });

    await world.socket.hear(update(6));

    same(api.take(), ["events after 3", 'job unless "v3"']);
    same(ear.last.version, 6);
  },

  async "polls every 3 s, with the entity tag, from the moment the socket is lost"() {
    const { world, api, ear } = await live();
    world.luck = 0.999;

    await world.socket.die();
    same(ear.fresh, { kind: "polling", every: 3000 });
    same(api.take(), ['job unless "v3"']);
    api.stored = job({ version: 4 });
    await world.pass(3000);
    same(ear.last.version, 4);
    await world.pass(3000);

    same(api.take(), ['job unless "v3"', 'job unless "v4"']);
  },

  async "says within 5 s that it polls when a connection does not open, and is live should it open later"() {
    const { world, api, ear } = follow();

    await world.pass(4999);

    same(ear.fresh, { kind: "polling", every: 3000 });
    same(api.take(), ["job", 'job unless "v3"', 'job unless "v3"']);
    await world.socket.open();
    same([ear.fresh.kind, world.sockets.length], ["live", 1]);
  },

  async "tries another connection when one has not opened within 20 s"() {
    const { world } = follow();

    await world.pass(20_500);

    same([world.sockets.length, world.sockets[0].closed], [2, true]);
  },

  async "is live again when the socket is back, and subscribes after what it has seen"() {
    const { world, api, ear } = await live();
    await world.socket.hear(update(4));
    await world.socket.die();
    await world.pass(500);
    same(world.sockets.length, 2);

    await world.socket.open();

    same(world.socket.sent[0], { action: "subscribe", jobId: "job_1", after: 4 });
    same(ear.fresh, { kind: "live" });
    api.take();
    await world.pass(14_000);
    same(api.take(), [], "polls while live");
  },

  async "waits between attempts with full jitter, twice as long each time, up to 30 s"() {
    const { world } = await live();
    world.luck = 0.999999;
    const waits = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      const before = world.time;
      const known = world.sockets.length;
      await world.socket.die();
      while (world.sockets.length === known) {
        await world.pass(1);
      }
      waits.push(world.time - before);
    }
    same(waits, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);

    world.luck = 0;
    await world.socket.die();
    await world.pass(1);
    same(world.sockets.length, 11, "without luck there is no wait");
  },

  async "resets its back-off after it received something"() {
    const { world } = await live();
    world.luck = 0.999999;
    for (let attempt = 0; attempt < 5; attempt++) {
      await world.socket.die();
      await world.pass(30_000);
    }
    await world.socket.open();
    await world.socket.hear({ type: "pong" });
    const known = world.sockets.length;

    await world.socket.die();
    await world.pass(501);

    same(world.sockets.length, known + 1);
  },

  async "says since when nobody answers, and connects soon after somebody does"() {
    const { world, api, ear } = await live();
    world.luck = 0.999;
    await world.pass(2000);
    api.failure = new Error();
    await world.socket.die();
    await world.pass(1);
    same(ear.fresh, { kind: "offline", since: 0 }, "the last contact was the first poll");
    for (let attempt = 0; attempt < 5; attempt++) {
      await world.pass(16_000);
      await world.socket.die();
    }
    const attempts = world.sockets.length;

    api.failure = undefined;
    await world.pass(3600);

    same(ear.fresh.kind, "polling");
    same(world.sockets.length, attempts + 1);
    await world.socket.open();
    same(ear.fresh, { kind: "live" });
  },

  async "takes an answer that says try later for no answer"() {
    const { world, api, ear } = await live();
    api.failure = new Problem(503, {});

    await world.socket.die();

    same(ear.fresh.kind, "offline");
    same(ear.refusals, []);
  },

  async "reads a job that has ended once more as a whole, and then asks nothing any more"() {
    const { world, api, ear } = await live();
    api.stored = job({ version: 4, status: "COMPLETE", usable: true, endedAt: "2026-01-01T00:00:04.000Z" });

    await world.socket.hear(ending(4));

    same(api.take(), ['job unless "v3"']);
    same([ear.last.usable, ear.last.endedAt], [true, "2026-01-01T00:00:04.000Z"]);
    same(ear.fresh, { kind: "final" });
    same(world.socket.sent.at(-1), { action: "unsubscribe", jobId: "job_1" });
    await world.pass(10 * MINUTE);
    same(api.take(), []);
  },

  async "asks again until the end has been read as a whole"() {
    const { world, api, ear } = await live();
    api.failure = new Error();
    await world.socket.hear(ending(4));
    same(ear.fresh.kind, "live");

    api.failure = undefined;
    api.stored = job({ version: 4, status: "COMPLETE" });
    await world.pass(3000);

    same(ear.fresh, { kind: "final" });
  },

  async "does not poll for a job that has ended, whatever becomes of the socket"() {
    const { world, api } = await live(job({ status: "FAILED" }));
    await world.socket.die();
    await world.pass(300);
    await world.socket.open();
    await world.pass(MINUTE);

    same(api.take(), []);
    same(world.socket.sent[0], { action: "subscribe", orgId: "acme" });
  },

  async "continues when somebody retries a job that had ended, and reads what else that changed"() {
    const { world, api, ear } = await live(job({ status: "FAILED", endedAt: "2026-01-01T00:00:03.000Z" }));
    api.stored = job({ version: 4, status: "PENDING", plan: { verify: true } });

    await world.socket.hear(update(4, { job: { status: "PENDING" }, step: undefined }));

    same([ear.last.status, ear.last.plan], ["PENDING", { verify: true }]);
    same(ear.fresh, { kind: "live" });
    same(world.socket.sent.at(-1), { action: "subscribe", jobId: "job_1", after: 4 });
    same(api.take(), ['job unless "v3"']);
    await world.pass(15_000);
    same(api.take(), ['job unless "v4"']);
  },

  async "asks and tells nothing any more once it is stopped"() {
    const { world, api, ear, follower } = await live();
    let release;
    api.held = new Promise((resolve) => (release = resolve));
    follower.wake();
    await world.pass(1);
    const before = [ear.told.length, api.take().length];
    follower.stop();
    api.failure = new Problem(404, {});

    release();
    await world.pass(1);
    follower.start(job({ version: 9 }));
    await world.pass(MINUTE);

    same([ear.refusals, ear.told.length, ear.last.version], [[], before[0], 3]);
    same([api.take(), world.sockets.length], [[], 1]);
  },

  async "continues from the answer of a retry, unless more is known already"() {
    const { world, api, ear, follower } = await live(job({ status: "FAILED" }));

    follower.start(job({ version: 4, status: "PENDING" }));
    same([ear.last.status, ear.fresh.kind, world.sockets.length], ["PENDING", "live", 1]);
    await world.socket.hear(update(5));
    follower.start(job({ version: 4, status: "PENDING" }));
    same(ear.last.version, 5);
    await world.pass(15_000);

    same(api.take(), ['job unless "v3"']);
  },

  async "hears the notices of the organisation, also after the end"() {
    const { world, ear } = await live(job({ status: "COMPLETE" }));

    await world.socket.hear({ type: "notice", orgId: "acme", notice: { id: "1", message: "Spent it all" } });

    same(ear.notices, ["Spent it all"]);
  },

  async "tells when the organisation is subscribed to: what it was told before comes by itself no more"() {
    const { world, ear } = await live(job({ status: "COMPLETE" }));
    same(ear.subscriptions, 0);

    await world.socket.hear({ type: "snapshot", version: 3, job: job({ status: "COMPLETE" }) });

    same(ear.subscriptions, 1);
  },

  async "pings after 4 min, and drops a connection that does not answer within 10 s"() {
    const { world } = await live();
    const first = world.socket;
    await world.pass(4 * MINUTE);
    same(first.sent.at(-1), { action: "ping" });
    await first.hear({ type: "pong" });
    await world.pass(10_000);
    same(first.closed, false);

    await world.pass(4 * MINUTE);
    same(first.closed, true);
    await world.pass(500);

    same(world.sockets.length, 2);
  },

  async "asks the event log when a pong tells of a later version"() {
    const { world, api, ear } = await live();
    api.log = [update(4)];

    await world.socket.hear({ type: "pong", version: 4 });

    same(ear.last.version, 4);
  },

  async "drops a socket that stays silent while polling finds news twice in a row"() {
    const { world, api, ear } = await live();
    const first = world.socket;
    api.stored = job({ version: 4 });
    await world.pass(15_000);
    same([ear.last.version, first.closed], [4, false]);

    api.stored = job({ version: 5 });
    await world.pass(15_000);

    same([ear.last.version, first.closed], [5, true]);
  },

  async "keeps a socket that is only late"() {
    const { world, api } = await live();
    const first = world.socket;
    api.stored = job({ version: 4 });
    await world.pass(15_000);
    await first.hear(update(4));
    api.stored = job({ version: 5 });

    await world.pass(15_000);

    same(first.closed, false);
  },

  async "polls when the server reports an error"() {
    const { world, api } = await live();

    await world.socket.hear({ type: "error", problem: { code: "replay-interrupted" } });

    same(api.take(), ['job unless "v3"']);
    same(world.socket.closed, false);
  },

  async "drops a connection whose frames are not of this contract"() {
    const { world } = await live();
    const first = world.socket;

    await first.hear("<html>");

    same(first.closed, true);
  },

  async "stops when the server refuses the job"() {
    const { world, api, ear } = follow();
    api.failure = new Problem(404, {});

    await world.pass(MINUTE);

    same(ear.refusals, [404]);
    same(api.take(), ["job"]);
    same([world.sockets.length, world.socket.closed], [1, true]);
  },

  async "checks the connection and asks when somebody looks again"() {
    const { world, api, follower } = await live();
    const first = world.socket;

    follower.wake();
    await world.pass(1);
    same(api.take(), ['job unless "v3"']);
    same(first.sent.at(-1), { action: "ping" });
    await world.pass(10_000);

    same(first.closed, true);
  },

  async "polls less often while nobody looks"() {
    const { world, api } = await live();
    world.isHidden = true;
    world.luck = 0.999;
    await world.socket.die();
    api.take();

    await world.pass(14_000);

    same(api.take(), []);
  },

  async "does nothing any more once it is stopped"() {
    const { world, api, ear, follower } = await live();
    const first = world.socket;

    follower.stop();
    await first.hear(update(4));
    await world.pass(10 * MINUTE);

    same([first.closed, world.sockets.length, ear.last.version], [true, 1, 3]);
    same(api.take(), []);
  },
};

import { Problem } from "/lib/api.js";
import { JobsFollower } from "/lib/live.js";
import { ending, Ear, FakeApi, FakeWorld, job, same, update } from "./harness.js";

const ended = (id) => job({ id, status: "COMPLETE" });

async function follow(pages) {
  const world = new FakeWorld();
  const api = Object.assign(new FakeApi(), { pages });
  const ear = new Ear();
  const follower = new JobsFollower({}, api, world, ear);
  follower.start();
  await world.pass(10);
  await world.socket.open();
  await world.pass(1);
  return { world, api, ear, follower };
}

const ids = (ear) => ear.last.map((entry) => entry.id ?? entry);

export const tests = {
  async "subscribes to the news of all jobs, and to those that it shows at work"() {
    const { world, ear } = await follow({ first: { jobs: [job({ id: "job_2" }), ended("job_1")] } });

    same(world.socket.sent, [
      { action: "subscribe", jobs: "all" },
      { action: "subscribe", jobId: "job_2", after: 3 },
    ]);
    same(ear.fresh, { kind: "live" });
  },

  async "moves a job as it happens, until its end"() {
    const { world, ear } = await follow({ first: { jobs: [job()] } });

    await world.socket.hear(ending(4));

    same(ear.last[0].status, "COMPLETE");
    same(world.socket.sent.at(-1), { action: "unsubscribe", jobId: "job_1" });
  },

  async "keeps what the socket told when polling knows less"() {
    const { world, api, ear } = await follow({ first: { jobs: [job()] } });
    await world.socket.hear(update(4));

    await world.pass(15_000);

    same(api.take().at(-1), "jobs");
    same(ear.last[0].version, 4);
  },

  async "asks at once when it missed something"() {
    const { world, api } = await follow({ first: { jobs: [job()] } });
    api.take();

    await world.socket.hear(update(6));

    same(api.take(), ["jobs"]);
  },

  async "shows jobs that begin elsewhere, above the older pages that were asked for"() {
    const pages = { first: { jobs: [ended("job_4"), ended("job_3")], next: "older" }, older: { jobs: [ended("job_2")] } };
    const { world, api, ear, follower } = await follow(pages);
    same(ids(ear), ["job_4", "job_3", "more"]);
    await follower.more();
    same(ids(ear), ["job_4", "job_3", "job_2"]);

    api.pages.first = { jobs: [job({ id: "job_5" }), ended("job_4")], next: "older" };
    await world.pass(15_000);

    same(ids(ear).slice(0, 2), ["job_5", "job_4"]);
    same(ids(ear).includes("job_2"), true);
    same(world.socket.sent.at(-1).jobId, "job_5");
  },

  async "reads the list soon after the news of jobs that it does not know, once for all of them"() {
    const { world, api, ear } = await follow({ first: { jobs: [ended("job_1")] } });
    api.pages.first = { jobs: [job({ id: "job_3" }), job({ id: "job_2" }), ended("job_1")] };
    api.take();

    await world.socket.hear(update(1, { jobId: "job_2" }));
    await world.pass(100);
    await world.socket.hear(update(1, { jobId: "job_3" }));
    await world.pass(400);

    same(api.take(), ["jobs"]);
    same(ids(ear), ["job_3", "job_2", "job_1"]);
    await world.socket.hear(update(1, { jobId: "job_4" }));
    await world.pass(500);
    same(api.take(), ["jobs"]);
  },

  async "loads a page once, however often it is asked for meanwhile"() {
    const pages = { first: { jobs: [ended("job_2")], next: "older" }, older: { jobs: [ended("job_1")] } };
    const { ear, follower } = await follow(pages);

    await Promise.all([follower.more(), follower.more()]);

    same(ids(ear), ["job_2", "job_1"]);
  },

  async "tells nothing of an answer that comes after it was stopped"() {
    const { world, api, ear, follower } = await follow({ first: { jobs: [] } });
    api.failure = new Problem(400, {});
    follower.wake();

    follower.stop();
    await world.pass(1);

    same(ear.refusals, []);
  },

  async "polls while the socket is down"() {
    const { world, api, ear } = await follow({ first: { jobs: [] } });
    world.luck = 0.999;
    await world.socket.die();
    api.take();

    await world.pass(3000);

    same(ear.fresh, { kind: "polling", every: 3000 });
    same(api.take(), ["jobs"]);
  },

  async "stops when the server refuses the list"() {
    const { world, api, ear } = await follow({ first: { jobs: [] } });
    api.failure = new Problem(400, {});

    await world.pass(60_000);

    same(ear.refusals, [400]);
  },
};

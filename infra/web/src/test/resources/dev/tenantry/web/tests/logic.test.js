import { Api, curlJob, curlTrigger, Problem } from "/lib/api.js";
import { duration, money } from "/lib/format.js";
import { begunAt, consents, elapsed, groups, isRejected, subaccountDecisions, tone, updated } from "/lib/job.js";
import { planOf } from "/views/fields.js";
import { read } from "/views/registrations-input.js";
import { retryCommand } from "/views/reviews.js";
import { job, same, update } from "./harness.js";

const form = (...elements) => ({ elements });
const text = (name, value, more) => ({ name, value, type: "text", inputMode: "", disabled: false, ...more });

/** An API over answers of this kind, and the requests that it sends. */
function api(...answers) {
  const requests = [];
  const fetch = async (path, options) => {
    requests.push({ path, ...options });
    return answers.shift();
  };
  return { requests, api: new Api(fetch, () => Date.parse("2026-01-01T00:00:00Z")) };
}

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail");
}

export const tests = {
  "tells durations in the two units that matter"() {
    const told = [0, 949, 9_949, 9_950, 59_400, 59_600, 61_000, 3_600_000, 7_800_000, 90_000_000].map(duration);
    same(told, ["0.0 s", "0.9 s", "9.9 s", "10 s", "59 s", "1 min", "1 min 1 s", "1 h", "2 h 10 min", "1 d 1 h"]);
  },

  "offers the decisions about a subaccount that a job asks for, and else none"() {
    const sid = "AC0123456789abcdef0123456789abcdef";
    const asking = (status, code, nextAction) => ({ status, steps: [{ name: "create-subaccount", status: "FAILED", error: { code, nextAction } }] });
    const asks = `Operator: retry with {"subaccount": {"adopt": "AC…"}} and the SID of that one of ${sid}; if not, with {"subaccount": {"create": true}}.`;
    same(subaccountDecisions(asking("FAILED", "needs-human", asks)), [
      [`Adopt ${sid}`, { adopt: sid }],
      ["Create another subaccount", { create: true }],
    ]);
    same(subaccountDecisions(asking("RUNNING", "needs-human", asks)), []);
    same(subaccountDecisions(asking("FAILED", "needs-human", "Operator: make it active.")), []);
    same(subaccountDecisions({ status: "FAILED", steps: [] }), []);
  },

  "tells money in its currency"() {
    same([money("2.3", "USD"), money("0.00", "EUR")], ["$2.30", "€0.00"]);
  },

  "counts up to now what has not ended, and nothing that has not begun"() {
    const begin = "2026-01-01T00:00:00.000Z";
    same(elapsed(begin, "2026-01-01T00:00:01.500Z", 0), 1500);
    same(elapsed(begin, undefined, Date.parse(begin) + 20), 20);
    same(elapsed(begin, undefined, 0), 0, "a clock that is behind");
    same(elapsed(undefined, undefined, 5) === undefined, true);
  },

  "counts a retry and a rollback from their own beginning, told or seen"() {
    const begun = job();
    same(begunAt(begun), begun.createdAt);
    const at = (status) => ({ job: { status, progress: begun.progress } });

    const failed = updated(begun, update(4, at("FAILED")));
    const retried = updated(updated(failed, update(5, at("PENDING"))), update(6, at("RUNNING")));
    const rolling = updated(updated(failed, update(7, at("ROLLING_BACK"))), update(8, at("ROLLING_BACK")));

    same([begunAt(failed), failed.endedAt], [begun.createdAt, "2026-01-01T00:00:04.000Z"]);
    same([begunAt(retried), retried.endedAt], ["2026-01-01T00:00:05.000Z", undefined]);
    same(begunAt(rolling), "2026-01-01T00:00:07.000Z");
    same(begunAt({ ...begun, startedAt: "2026-02-01T00:00:00.000Z" }), "2026-02-01T00:00:00.000Z");
  },

  "takes a status that it does not know for work"() {
    same([tone("PONDERING"), tone("FAILED")], ["busy", "bad"]);
  },

  "keeps what an update leaves out, and forgets what ends with the status"() {
    const failed = { name: "one", title: "One", status: "FAILED", error: { code: "x" }, waitingFor: "them" };
    const before = updated(job(), update(4, { step: { ...failed, resources: [{ type: "number", sid: "PN1" }] } }));
    same(before.steps[0].endedAt, "2026-01-01T00:00:04.000Z");

    const after = updated(before, update(5));

    const { status, error, waitingFor, endedAt, startedAt, resources } = after.steps[0];
    same([status, error, waitingFor, endedAt], ["RUNNING", undefined, undefined, undefined]);
    same([startedAt, resources], ["2026-01-01T00:00:01.000Z", [{ type: "number", sid: "PN1" }]]);
    same([after.version, after.updatedAt, after.plan], [5, "2026-01-01T00:00:05.000Z", {}]);
  },

  "tells from the status whether the tenant is usable, where the status tells it"() {
    const usable = (before, status) => updated(job({ usable: before }), update(4, { job: { status } })).usable;
    same(["WAITING", "COMPLETE"].map((status) => usable(false, status)), [true, true]);
    same(["RUNNING", "ROLLING_BACK"].map((status) => usable(true, status)), [false, false]);
    same([true, false].map((before) => usable(before, "CANCELLING")), [true, false], "a job that stops");
  },

  "puts steps into their groups, and makes a note of a group that is left out"() {
    const step = (name, group, status) => ({ name, group, status, message: `${name} says` });
    const told = groups([
      step("one", "tenant", "SKIPPED"),
      step("two", "tenant", "COMPLETE"),
      step("three", "a2p", "SKIPPED"),
      step("four", "a2p", "SKIPPED"),
      step("five", "voice-integrity", "WAITING"),
      step("six", undefined, "PENDING"),
    ]);
    same(
      told.map(({ title, steps, note }) => [title, steps.map(({ name }) => name), note]),
      [
        ["Tenant", ["one", "two", "six"], ""],
        ["A2P registration", [], "three says"],
        ["voice-integrity", ["five"], ""],
      ],
    );
  },

  "takes a registration that failed for a rejection, and no other step"() {
    const step = (group, status) => ({ group, status });
    same([step("a2p", "FAILED"), step("tenant", "FAILED"), step("a2p", "CANCELLED")].map(isRejected), [true, false, false]);
  },

  "asks for the consent that a rejection needs, and for none where a retry does"() {
    const step = (status, nextAction) => ({ status, error: { nextAction } });
    const fee = step("FAILED", 'Operator: retry the job with "acceptFees": true and the corrected plan.');
    const again = step("FAILED", 'Operator: find that out, then retry the job with "resubmit": true.');
    same(consents({ steps: [fee, again] }), [
      ["Register again for a fee", { acceptFees: true }],
      ["Submit again nevertheless", { resubmit: true }],
    ]);
    same(consents({ steps: [step("FAILED", "Operator: retry the job with the corrected plan."), { status: "PENDING" }] }), []);
  },

  "reads registrations, and says why it cannot"() {
    same([read("").plan, read('{"a2p":{"brand":1}}').plan], [{}, { a2p: { brand: 1 } }]);
    same(['"x"', "[]", "null", "7"].map((text) => read(text).fault), Array(4).fill("This is no JSON object."));
    same(read('{"a2p":{},"numbers":[]}').fault.endsWith("belong here, not numbers."), true);
    same(read("{").fault.startsWith("This is not JSON: "), true);
    same(read("{").plan === undefined, true);
  },

  "names the command that submits what was corrected"() {
    same(
      retryCommand("http://h", "job_1"),
      "infra/provisioning retry job_1 --plan corrected.json --watch --endpoint http://h",
    );
  },

  "takes a step that it did not know"() {
    const after = updated(job(), update(4, { step: { name: "three", title: "Three", status: "PENDING" } }));
    same(after.steps.map(({ name }) => name), ["one", "two", "three"]);
  },

  "makes a plan of the fields by their pointers, without what is empty, unchecked or disabled"() {
    const plan = planOf(
      form(
        text("/displayName", " Acme Ltd "),
        text("/numbers/0/country", "US"),
        text("/numbers/0/count", "2", { inputMode: "decimal" }),
        text("/numbers/0/areaCode", "415", { inputMode: "numeric" }),
        { name: "/numbers/0/widen", type: "checkbox", checked: true, value: "on" },
        text("/numbers/1/count", "many", { inputMode: "decimal" }),
        { name: "/verify", type: "checkbox", checked: false, value: "on" },
        text("/voice/url", ""),
        text("/sipTrunk/originationUrl", "sip:x", { disabled: true }),
        text("alarm", "on"),
        { type: "fieldset" },
      ),
    );
    same(plan, {
      displayName: "Acme Ltd",
      numbers: [{ country: "US", count: 2, areaCode: "415", widen: true }, { count: "many" }],
    });
  },

  "quotes a curl command for the shell"() {
    const command = curlTrigger("http://h", "acme", '{"displayName":"Acme\'s"}');
    same(command.endsWith(`-d '{"displayName":"Acme'\\''s"}'`), true, command);
  },

  "leaves the token of a curl command to the shell"() {
    same(
      [curlJob("http://localhost:8080", "job_1"), curlJob("https://h", "job_1")],
      [
        `curl -s 'http://localhost:8080/v1/provisioning-jobs/job_1' -H "Authorization: Bearer $(infra/provisioning token --endpoint http://localhost:8080)"`,
        `curl -s 'https://h/v1/provisioning-jobs/job_1' -H "Authorization: Bearer $PROVISIONING_TOKEN"`,
      ],
    );
  },

  async "reads a problem document, and what stands in its place"() {
    const body = { title: "T", detail: "D", nextAction: "N", errors: [{ pointer: "/a", detail: "x" }], retryable: true };
    const { api: refusing } = api(
      new Response(JSON.stringify(body), { status: 400 }),
      new Response(JSON.stringify({ message: "Not Found" }), { status: 404 }),
      new Response("<html>", { status: 502 }),
    );

    const [told, gateway, proxy] = [
      await failure(refusing.job("j")),
      await failure(refusing.job("j")),
      await failure(refusing.job("j")),
    ];

    same([told.title, told.message, told.nextAction, told.errors.length, told.retryable], ["T", "D", "N", 1, true]);
    same([gateway instanceof Problem, gateway.message, gateway.retryable], [true, "Not Found", false]);
    same([proxy.message, proxy.retryable], ["The server answered HTTP 502.", true]);
  },

  async "says that nobody answered when the network fails"() {
    const broken = new Api(() => Promise.reject(new TypeError("network")), Date.now);
    same((await failure(broken.job("j"))).message, "The server does not answer.");
  },

  async "goes by the server's clock when the own one is wrong"() {
    const dated = (date) => new Response("{}", { headers: { Date: date } });
    const { api: late } = api(dated("Thu, 01 Jan 2026 00:06:00 GMT"), dated("Thu, 01 Jan 2026 00:00:01 GMT"));
    await late.job("j");
    same(new Date(late.now()).toISOString(), "2026-01-01T00:06:00.000Z");
    await late.job("j");
    same(new Date(late.now()).toISOString(), "2026-01-01T00:00:00.000Z", "a second is none");
  },

  async "sends the entity tag, the key and the query, and leaves out what is empty"() {
    const ok = () => new Response("{}");
    const { api: good, requests } = api(ok(), ok(), ok(), ok());
    await good.job("j", '"v1"');
    await good.trigger("acme", {}, "k");
    await good.jobs({ query: "", status: "FAILED" });
    await good.jobs({ query: "a b", status: "", cursor: "c/d" });

    same([requests[0].headers["If-None-Match"], requests[0].cache], ['"v1"', "no-store"]);
    same([requests[1].method, requests[1].headers["Idempotency-Key"]], ["POST", "k"]);
    same(requests[2].path, "/v1/provisioning-jobs?limit=20&status=FAILED");
    same(requests[3].path, "/v1/provisioning-jobs?limit=20&query=a+b&cursor=c%2Fd");
  },
};

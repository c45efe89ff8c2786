/** What is known of a job, and what its words mean. Pure: nothing here waits, asks or shows. */

/** How to show a status; one that is not listed counts as under way. */
const TONES = {
  PENDING: "quiet",
  RUNNING: "busy",
  WAITING: "waiting",
  COMPLETE: "good",
  FAILED: "bad",
  SKIPPED: "quiet",
  CANCELLING: "waiting",
  CANCELLED: "quiet",
  UNDONE: "quiet",
  ROLLING_BACK: "waiting",
  ROLLED_BACK: "quiet",
  ROLLBACK_FAILED: "bad",
};

const OPEN = ["PENDING", "RUNNING", "WAITING"];

/** Every status that a job can have. */
export const JOB_STATUSES = Object.keys(TONES).filter((status) => status !== "SKIPPED" && status !== "UNDONE");

/** The tone of a status: good, bad, busy, waiting or quiet. */
export const tone = (status) => TONES[status] ?? "busy";

/** Whether nothing more happens to a job unless somebody asks for it. */
export const hasEnded = (status) =>
  ["COMPLETE", "FAILED", "CANCELLED", "ROLLED_BACK", "ROLLBACK_FAILED"].includes(status);

/** A status as people read it. */
export const words = (status) => status.replaceAll("_", " ");

/** The parts of a job; a newer server may have others. */
const GROUPS = { tenant: "Tenant", a2p: "A2P registration", "toll-free": "Toll-free verification" };

/** A job's steps by its parts: `{key, title, steps, note}`. Of a part that the plan leaves out there is only the note. */
export const groups = (steps) =>
  [...Map.groupBy(steps, ({ group = "tenant" }) => group)].map(([key, all]) => {
    const isLeftOut = all.every(({ status }) => status === "SKIPPED");
    return { key, title: GROUPS[key] ?? key, steps: isLeftOut ? [] : all, note: isLeftOut ? all[0].message : "" };
  });

/** Whether a step of a registration failed. */
export const isRejected = ({ group, status }) => status === "FAILED" && group !== "tenant";

/**
 * What a person can decide where a job failed because Twilio has a subaccount of the organisation's name that the system
 * has not created: the words of each decision, and what the body of the retry says. None where nothing is asked.
 */
export function subaccountDecisions({ status, steps }) {
  const { error } = steps.find((step) => step.name === "create-subaccount" && step.status === "FAILED") ?? {};
  if (status !== "FAILED" || error?.code !== "needs-human" || !error.nextAction.includes('"subaccount"')) {
    return [];
  }
  const sids = new Set(error.nextAction.match(/\bAC[0-9a-f]{32}\b/g));
  return [...[...sids].map((sid) => [`Adopt ${sid}`, { adopt: sid }]), ["Create another subaccount", { create: true }]];
}

/** What a retry needs consent to, by the words on the button and the word in its body. */
const CONSENTS = { "Register again for a fee": "acceptFees", "Submit again nevertheless": "resubmit" };

/** The consents that failed steps of a job ask for: the words of each, and what the body of the retry says. */
export const consents = ({ steps }) =>
  Object.entries(CONSENTS)
    .filter(([, word]) => steps.some(({ status, error }) => status === "FAILED" && error?.nextAction.includes(`"${word}": true`)))
    .map(([name, word]) => [name, { [word]: true }]);

/** Which statuses tell whether the tenant is usable. */
const USABLE = { RUNNING: false, WAITING: true, COMPLETE: true, ROLLING_BACK: false };

/** The job after an update, which must be the next version. */
export function updated(job, update) {
  const { step, version, at } = update;
  const isNew = step && !job.steps.some(({ name }) => name === step.name);
  const begins = hasEnded(job.status) && !hasEnded(update.job.status);
  const ends = !hasEnded(job.status) && hasEnded(update.job.status);
  return {
    ...job,
    ...update.job,
    startedAt: begins ? at : job.startedAt,
    endedAt: begins ? undefined : ends ? at : job.endedAt,
    usable: USABLE[update.job.status] ?? job.usable,
    version,
    updatedAt: at,
    steps: [...job.steps.map((known) => (known.name === step?.name ? merged(known, step, at) : known)), ...(isNew ? [step] : [])],
  };
}

/** A step after an update. What updates may leave out stays, unless it ends with the status. */
function merged(before, told, at) {
  const begun = told.status !== "PENDING" && told.status !== "SKIPPED";
  return {
    ...before,
    error: undefined,
    waitingFor: undefined,
    ...told,
    startedAt: told.startedAt ?? before.startedAt ?? (begun ? at : undefined),
    endedAt: OPEN.includes(told.status) ? undefined : (told.endedAt ?? at),
  };
}

/** When what a job did last was asked for: itself, its last retry, or its rollback. */
export const begunAt = ({ createdAt, startedAt }) => startedAt ?? createdAt;

/** How long something took, or has taken until now, in milliseconds; undefined if it did not begin. */
export const elapsed = (from, to, now) => from && Math.max(0, (to ? Date.parse(to) : now) - Date.parse(from));

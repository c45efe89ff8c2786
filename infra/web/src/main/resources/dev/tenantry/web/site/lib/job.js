/** What is known of a job, and what its words mean. Pure: nothing here waits, asks or shows. */

/** How to show a status; a word that is not listed, since a newer server may say others, counts as under way. */
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

/** Which statuses tell whether the tenant is usable. */
const USABLE = { RUNNING: false, WAITING: true, COMPLETE: true, ROLLING_BACK: false };

/** The job after an update, which must be the next version. */
export function updated(job, update) {
  const { step, version, at } = update;
  const isNew = step && !job.steps.some(({ name }) => name === step.name);
  const rollsBack = update.job.status === "ROLLING_BACK" && job.status !== "ROLLING_BACK";
  return {
    ...job,
    ...update.job,
    rollback: rollsBack ? { ...job.rollback, startedAt: at } : job.rollback,
    usable: USABLE[update.job.status] ?? job.usable,
    version,
    updatedAt: at,
    steps: [...job.steps.map((known) => (known.name === step?.name ? merged(known, step, at) : known)), ...(isNew ? [step] : [])],
  };
}

/** A step as an update tells it. What updates may leave out stays as it was, unless it ends with the status. */
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

/** When what a job did last was begun: it was asked for, or its rollback was. */
export const begunAt = ({ createdAt, rollback }) => rollback?.startedAt ?? createdAt;

/** How long something took, or has taken until now, in milliseconds; undefined if it did not begin. */
export const elapsed = (from, to, now) => from && Math.max(0, (to ? Date.parse(to) : now) - Date.parse(from));

import { curlJob, Problem } from "../lib/api.js";
import { attribute, follow, h, say, text, warn } from "../lib/dom.js";
import { count, duration, when } from "../lib/format.js";
import { begunAt, consents, elapsed, groups, hasEnded, isRejected, subaccountDecisions, tone, words } from "../lib/job.js";
import { JobFollower } from "../lib/live.js";
import { StepGroup, TabSet } from "./job-parts.js";
import { copyButton, LiveView, problemBox, simulatedChip, StatusBadge } from "./parts.js";

/** What can be asked of a job; each gives the job after it, or nothing if it is not to be after all. */
const ACTIONS = {
  Cancel: (api, { id }) => confirm("Cancel the job? What exists by then stays.") && api.act(id, "cancel"),
  Retry: (api, { id }) => api.act(id, "retry"),
  "Roll back": async (api, job, place) => (await import("./rollback-dialog.js")).rollBack(api, job, place),
};

/** What is asked for in the form, which the job's plan fills in. */
const EDIT = "Edit the plan and retry";
const AGAIN = "Run again";
const FORMS = { [EDIT]: ({ id }) => `/?retry=${id}`, [AGAIN]: ({ id }) => `/?from=${id}` };

/** Which of them, by the job's status. */
const OFFERED = {
  PENDING: ["Cancel"],
  RUNNING: ["Cancel"],
  WAITING: ["Cancel", "Retry", EDIT],
  COMPLETE: [AGAIN, "Roll back"],
  FAILED: ["Retry", EDIT, "Roll back"],
  CANCELLED: ["Retry", EDIT, "Roll back"],
  ROLLED_BACK: [AGAIN],
  ROLLBACK_FAILED: ["Roll back"],
};

/** A job that waits may have failed in part. */
const offered = ({ status, steps }) =>
  (OFFERED[status] ?? []).filter((name) => status !== "WAITING" || name === "Cancel" || steps.some(isOver));

/** What can be asked of a job, by the words on the buttons. */
const actions = (job) =>
  new Map([
    ...subaccountDecisions(job).map(([name, subaccount]) => [name, (api, { id }) => api.act(id, "retry", { subaccount })]),
    ...(offered(job).includes("Retry") ? consents(job) : []).map(([name, body]) => [name, (api, { id }) => api.act(id, "retry", body)]),
    ...offered(job).map((name) => [name, ACTIONS[name]]),
  ]);

const isOver = ({ status }) => status === "FAILED" || status === "CANCELLED";

/** What cannot be loaded now, the next change asks for again. */
const later = () => undefined;

/** One job, as it happens. */
export class JobPage extends LiveView {
  #known;
  #job;
  #percent = 0;

  #isActing = false;
  /** Whether the last action got no answer. */
  #isUnanswered = false;

  #title = h("h1", { tabindex: "-1" });
  #about = h("p", { class: "meta" });
  #badge = new StatusBadge();
  #usable = h("span", { class: "chip" });
  #simulated = simulatedChip();
  #took = h("time", { class: "took" });
  #actions = h("div", { class: "actions" });
  #outcome = h("div");
  #failures = h("div", { class: "failures" });
  #notices = h("div");
  #bar = h("progress", { max: "100", value: "0", "aria-labelledby": "progress-label" });
  #progress = h("span");
  #reviews = h("div");
  #groups = h("div", { class: "parts" });
  #id;
  #log;
  #events = h("div");
  #json = h("pre", { tabindex: "0", "aria-label": "The job as JSON" });
  #tabs;

  /** @param known the job as it was just answered, if it was */
  constructor(id, api, world, freshness, known) {
    super(api, world, freshness);
    this.#known = known;
    this.#id = id;
    this.#tabs = new TabSet([
      { key: "steps", label: "Steps", panel: h("div", {}, this.#groups) },
      { key: "events", label: "Events", panel: this.#events },
      { key: "json", label: "JSON", panel: h("div", { class: "json" }, copyButton("JSON", () => this.#json.textContent), this.#json) },
    ]);
    this.#tabs.addEventListener("chosen", () => this.#showTab());
    this.follower = new JobFollower(id, api, world, {
      job: (job) => this.#show(job),
      update: (update) => this.#log?.add(update),
      subscribed: () => this.#loadNotices(),
      notice: (notice) => this.#showNotices([notice], true),
      freshness: (fresh) => freshness.show(fresh),
      refused: (problem) => this.#refused(problem),
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.append(h("p", { class: "note" }, "Loading the job …"));
    this.follower.start(this.#known);
  }

  wake() {
    super.wake();
    this.#loadNotices();
  }

  /** Notices are extra: what is wrong with the server, the rest of the page tells. */
  async #loadNotices() {
    if (this.#job) {
      this.#showNotices(await this.api.notices(this.#job.orgId).catch(() => []));
    }
  }

  async #showNotices(notices, isNew) {
    if (notices.length > 0) {
      const module = await import("./notice-bar.js").catch(later);
      module?.show(this.#notices, notices, isNew);
    }
  }

  #show(job) {
    const before = this.#job;
    this.#job = job;
    if (before) {
      announce(before, job);
    } else {
      this.#open(job);
    }
    if (this.#isUnanswered) {
      this.#tell();
    }
    this.#showHead(job);
    this.#showProgress(job, before);
    follow(this.#groups, groups(job.steps), ({ key }) => key, () => new StepGroup(), (part, group) => (part.group = group));
    this.#showFailures(job);
    this.#showReviews(job);
    this.#showTab();
    this.tick();
    if (!before && location.hash.startsWith("#step-")) {
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }
  }

  #open(job) {
    const { id, orgId } = job;
    this.replaceChildren(
      h("p", { class: "crumbs" }, h("a", { href: "/" }, "All jobs"), " / ", h("a", { href: `/?org=${orgId}` }, orgId)),
      h(
        "div",
        { class: "head" },
        h("div", {}, this.#title, this.#about),
        h("div", { class: "actions" }, this.#actions, copyButton("id", () => id), copyButton("as curl", () => curlJob(location.origin, id))),
      ),
      h("p", { class: "state" }, this.#badge, this.#usable, this.#simulated, this.#took),
      this.#outcome,
      this.#failures,
      this.#reviews,
      this.#notices,
      h("div", { class: "progress" }, h("span", { id: "progress-label" }, "Progress"), this.#progress, this.#bar),
      this.#tabs,
    );
    this.#loadNotices();
  }

  #showHead(job) {
    const { orgId, plan, status, usable, simulated, createdAt, createdBy, progress } = job;
    const ended = hasEnded(status);
    const asked = `Asked for ${when(createdAt, this.api.now())}`;
    text(this.#title, orgId);
    text(this.#about, [plan?.displayName, asked + (createdBy ? ` by ${createdBy}` : "")].filter(Boolean).join(" · "));
    this.#badge.status = status;
    text(this.#usable, usable ? "Usable" : "Not usable yet");
    this.#usable.hidden = !usable && status !== "PENDING" && status !== "RUNNING";
    attribute(this.#usable, "data-tone", usable && "good");
    this.#simulated.hidden = !simulated;
    const wasFocused = this.#actions.contains(document.activeElement);
    follow(this.#actions, [...actions(job).keys()], String, (name) => this.#action(name, job));
    if (wasFocused && !this.#actions.contains(document.activeElement)) {
      this.#title.focus();
    }
    document.title = `${orgId} ${words(status)}${ended ? "" : ` ${progress.percent} %`} · Tenantry`;
  }

  #action(name, job) {
    return FORMS[name]
      ? h("a", { class: "button", href: FORMS[name](job) }, name)
      : h("button", { type: "button", onclick: () => this.#act(name) }, name);
  }

  /** One at a time: pressed again, it is the same. */
  async #act(name) {
    if (this.#isActing) {
      return;
    }
    this.#isActing = true;
    try {
      this.#tell();
      const job = await actions(this.#job).get(name)(this.api, this.#job, this);
      if (job) {
        this.follower.start(job);
      }
    } catch (error) {
      this.#tell(error);
    }
    this.#isActing = false;
  }

  /** Says why the last action was not done. That nobody answered is not said any more once somebody does. */
  #tell(error) {
    this.#isUnanswered = error !== undefined && !(error instanceof Problem);
    this.#outcome.replaceChildren(...(error ? [problemBox(error, "Press again when it is back.")] : []));
  }

  #showProgress({ status, progress }, before) {
    // A retry opens steps again that had ended: what was reached once stays in sight. A rollback is a way of its own.
    const begins = status === "ROLLING_BACK" && before?.status !== status;
    this.#percent = begins ? progress.percent : Math.max(this.#percent, progress.percent);
    attribute(this.#bar, "value", this.#percent);
    this.#bar.dataset.tone = tone(status);
    text(this.#progress, `${progress.completedSteps} of ${count(progress.totalSteps, "step")}`);
  }

  #showFailures(job) {
    const { steps, status: end } = job;
    // A step that could not be undone stays as it was.
    const failed = steps.filter(({ status, error }) => status === "FAILED" || (end === "ROLLBACK_FAILED" && error));
    this.#failures.hidden = failed.length === 0;
    const line = ({ name, title, status, error }) =>
      h("p", {}, h("a", { href: `#step-${name}` }, `${title} ${status === "FAILED" ? "failed" : "is not undone"}`), `. ${error?.nextAction ?? ""}`);
    const way = offered(job).includes(EDIT) ? [EDIT] : [];
    follow(this.#failures, [...failed, ...way], JSON.stringify, (item) => (item === EDIT ? h("p", {}, this.#action(EDIT, job)) : line(item)));
  }

  async #showReviews(job) {
    if (job.status === "WAITING" || this.#reviews.hasChildNodes() || job.steps.some(isRejected)) {
      const module = await import("./reviews.js").catch(later);
      module?.show(this.#reviews, this.#job ?? job, this.api);
    }
  }

  #showTab() {
    if (this.#job && this.#tabs.chosen === "events") {
      this.#showEvents();
    } else if (this.#job && this.#tabs.chosen === "json") {
      text(this.#json, JSON.stringify(this.#job, null, 2));
    }
  }

  async #showEvents() {
    const module = await import("./event-log.js").catch(later);
    if (module && !this.#log) {
      this.#log = new module.EventLog(this.api, this.#id);
      this.#events.append(this.#log);
    }
    this.#log?.reach(this.#job?.version ?? 0);
  }

  tick() {
    if (this.#job) {
      const { endedAt } = this.#job;
      const now = this.api.now();
      text(this.#took, duration(elapsed(begunAt(this.#job), endedAt, now)));
      attribute(this.#took, "aria-hidden", !endedAt && "true");
      [...this.#groups.children].forEach((group) => group.tick(this.#job, now));
    }
  }

  #refused(problem) {
    this.#job = undefined;
    this.freshness.show();
    this.replaceChildren(
      h("h1", {}, problem.status === 404 ? "There is no such job" : "The job cannot be shown"),
      problemBox(problem),
      h("p", {}, h("a", { href: "/" }, "All jobs")),
    );
  }
}

/** Says which steps came to an end or wait, and how the job ended. */
function announce(before, { steps, status, orgId, progress }) {
  const known = new Map(before.steps.map((step) => [step.name, step.status]));
  const told = steps
    .filter((step) => known.get(step.name) !== step.status && !["PENDING", "RUNNING"].includes(step.status))
    .map((step) => `${step.title} ${words(step.status).toLowerCase()}`);
  if (told.length > 0) {
    say(`${told.join(", ")}. ${progress.completedSteps} of ${count(progress.totalSteps, "step")}.`);
  }
  const failed = steps.filter((step) => step.status === "FAILED" && known.get(step.name) !== "FAILED");
  if (before.status !== status && hasEnded(status)) {
    (tone(status) === "bad" ? warn : say)(`The job of ${orgId} has ended: ${words(status).toLowerCase()}.`);
  } else if (failed.length > 0) {
    warn(failed.map(({ title }) => `${title} failed.`).join(" "));
  }
}

customElements.define("job-page", JobPage);

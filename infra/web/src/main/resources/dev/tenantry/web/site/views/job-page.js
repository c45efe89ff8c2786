import { curlJob } from "../lib/api.js";
import { attribute, follow, h, say, text, warn } from "../lib/dom.js";
import { count, duration, when } from "../lib/format.js";
import { elapsed, hasEnded, tone, words } from "../lib/job.js";
import { JobFollower } from "../lib/live.js";
import { EventLog, NoticeBar, StepRow, TabSet } from "./job-parts.js";
import { copyButton, LiveView, problemBox, simulatedChip, StatusBadge } from "./parts.js";

/** What can be asked of a job, by its status. */
const ACTIONS = { PENDING: "Cancel", RUNNING: "Cancel", WAITING: "Cancel", FAILED: "Retry", CANCELLED: "Retry" };

/** One job, as it happens. */
export class JobPage extends LiveView {
  #known;
  #job;
  #percent = 0;

  #title = h("h1");
  #about = h("p", { class: "meta" });
  #badge = new StatusBadge();
  #usable = h("span", { class: "chip" });
  #simulated = simulatedChip();
  #took = h("time", { class: "took" });
  #action = h("button", { type: "button", onclick: () => this.#act() });
  #outcome = h("div");
  #failures = h("div", { class: "failures" });
  #notices = new NoticeBar();
  #bar = h("progress", { max: "100", value: "0", "aria-labelledby": "progress-label" });
  #progress = h("span");
  #steps = h("div", { class: "steps", role: "list" });
  #events;
  #json = h("pre", { tabindex: "0", "aria-label": "The job as JSON" });
  #tabs;

  /** @param known the job as it was just answered, if it was */
  constructor(id, api, world, freshness, known) {
    super(api, world, freshness);
    this.#known = known;
    this.#events = new EventLog(api, id);
    this.#tabs = new TabSet([
      { key: "steps", label: "Steps", panel: h("div", {}, this.#steps) },
      { key: "events", label: "Events", panel: h("div", {}, this.#events) },
      { key: "json", label: "JSON", panel: h("div", { class: "json" }, copyButton("JSON", () => this.#json.textContent), this.#json) },
    ]);
    this.#tabs.addEventListener("chosen", () => this.#showTab());
    this.follower = new JobFollower(id, api, world, {
      job: (job) => this.#show(job),
      update: (update) => this.#events.add(update),
      notice: (notice) => this.#notices.add(notice),
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
    if (this.#job) {
      this.#notices.load(this.api, this.#job.orgId);
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
    this.#showHead(job);
    this.#showProgress(job);
    follow(this.#steps, job.steps, ({ name }) => name, () => new StepRow(), (row, step) => (row.step = step));
    this.#showFailures(job.steps.filter(({ status }) => status === "FAILED"));
    this.#showTab();
    this.tick();
  }

  #open({ id, orgId }) {
    this.replaceChildren(
      h("p", { class: "crumbs" }, h("a", { href: "/" }, "All jobs"), " / ", h("a", { href: `/?org=${orgId}` }, orgId)),
      h(
        "div",
        { class: "head" },
        h("div", {}, this.#title, this.#about),
        h("div", { class: "actions" }, this.#action, copyButton("id", () => id), copyButton("as curl", () => curlJob(location.origin, id))),
      ),
      h("p", { class: "state" }, this.#badge, this.#usable, this.#simulated, this.#took),
      this.#outcome,
      this.#notices,
      this.#failures,
      h("div", { class: "progress" }, h("span", { id: "progress-label" }, "Progress"), this.#progress, this.#bar),
      this.#tabs,
    );
    this.#notices.load(this.api, orgId);
  }

  #showHead({ orgId, plan, status, usable, simulated, createdAt, createdBy, progress }) {
    const ended = hasEnded(status);
    const asked = `Asked for ${when(createdAt, this.api.now())}`;
    text(this.#title, orgId);
    text(this.#about, [plan?.displayName, asked + (createdBy ? ` by ${createdBy}` : "")].filter(Boolean).join(" · "));
    this.#badge.status = status;
    text(this.#usable, usable ? "Usable" : "Not usable yet");
    this.#usable.hidden = ended && !usable;
    attribute(this.#usable, "data-tone", usable && "good");
    this.#simulated.hidden = !simulated;
    text(this.#action, ACTIONS[status] ?? "");
    this.#action.hidden = !ACTIONS[status];
    document.title = `${orgId} ${words(status)}${ended ? "" : ` ${progress.percent} %`} · Tenantry`;
  }

  async #act() {
    const action = this.#action.textContent;
    if (action === "Retry" || confirm("Cancel the job? What exists by then stays.")) {
      try {
        this.#outcome.replaceChildren();
        this.follower.start(await this.api.act(this.#job.id, action.toLowerCase()));
      } catch (error) {
        this.#outcome.replaceChildren(problemBox(error, "Press again when it is back."));
      }
    }
  }

  #showProgress({ status, progress }) {
    // A retry opens steps again that had ended: what was reached once stays in sight.
    this.#percent = Math.max(this.#percent, progress.percent);
    attribute(this.#bar, "value", this.#percent);
    this.#bar.dataset.tone = tone(status);
    text(this.#progress, `${progress.completedSteps} of ${count(progress.totalSteps, "step")}`);
  }

  #showFailures(failed) {
    this.#failures.hidden = failed.length === 0;
    const line = ({ name, title, error }) =>
      h("p", {}, h("a", { href: `#step-${name}` }, `${title} failed`), `. ${error?.nextAction ?? ""}`);
    follow(this.#failures, failed, JSON.stringify, line);
  }

  #showTab() {
    if (this.#job && this.#tabs.chosen === "events") {
      this.#events.reach(this.#job.version);
    } else if (this.#job && this.#tabs.chosen === "json") {
      text(this.#json, JSON.stringify(this.#job, null, 2));
    }
  }

  tick() {
    if (this.#job) {
      const { createdAt, endedAt } = this.#job;
      const now = this.api.now();
      text(this.#took, duration(elapsed(createdAt, endedAt, now)));
      attribute(this.#took, "aria-hidden", !endedAt && "true");
      [...this.#steps.children].forEach((row) => row.tick(this.#job, now));
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
  if (before.status !== status && hasEnded(status)) {
    (tone(status) === "bad" ? warn : say)(`The job of ${orgId} is ${words(status).toLowerCase()}.`);
  }
}

customElements.define("job-page", JobPage);

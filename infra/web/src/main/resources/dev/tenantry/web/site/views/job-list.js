import { attribute, follow, h, text } from "../lib/dom.js";
import { count, duration, when } from "../lib/format.js";
import { begunAt, elapsed, JOB_STATUSES } from "../lib/job.js";
import { JobsFollower } from "../lib/live.js";
import { choice, field, input } from "./fields.js";
import { LiveView, problemBox, StatusBadge } from "./parts.js";

/** The jobs, newest first. The address says which ones. */
export class JobList extends LiveView {
  #org = input("org", { type: "search", placeholder: "all" });
  #status = choice("status", ["all", ...JOB_STATUSES]);
  #list = h("div", { role: "list" });
  #note = h("div", { class: "note" });
  #more = h("button", { type: "button", hidden: true, onclick: () => this.#showMore() }, "Show older jobs");

  connectedCallback() {
    super.connectedCallback();
    const query = new URLSearchParams(location.search);
    this.#org.value = query.get("org") ?? "";
    this.#status.value = query.get("status") ?? "all";
    const filters = h("div", { class: "filters", onchange: () => this.#filter() });
    filters.append(field("Organisation", this.#org), field("Status", this.#status));
    this.append(h("h2", {}, "Jobs"), filters, this.#list, this.#note, this.#more);
    this.#begin();
  }

  /** What is asked for. The jobs of an organisation are few: the API has no filter for them. */
  get #query() {
    const org = this.#org.value.trim();
    const status = this.#status.value;
    return { org, status: org || status === "all" ? "" : status };
  }

  #filter() {
    const query = new URLSearchParams(Object.entries(this.#query).filter(([, value]) => value));
    history.replaceState(null, "", query.size > 0 ? `/?${query}` : "/");
    this.#begin();
  }

  #begin() {
    this.follower?.stop();
    this.#status.disabled = this.#query.org !== "";
    this.#note.replaceChildren("Loading …");
    this.follower = new JobsFollower(this.#query, this.api, this.world, {
      jobs: (jobs, hasMore) => this.#show(jobs, hasMore),
      freshness: (freshness) => this.freshness.show(freshness),
      refused: (problem) => this.#refused(problem),
    });
    this.follower.start();
  }

  #refused(problem) {
    this.freshness.show();
    this.#note.replaceChildren(problemBox(problem));
  }

  #show(jobs, hasMore) {
    follow(this.#list, jobs, ({ id }) => id, () => new JobRow(), (row, job) => (row.job = job));
    this.#more.hidden = !hasMore;
    this.#note.replaceChildren(jobs.length > 0 ? "" : this.#emptiness);
    this.tick();
  }

  get #emptiness() {
    const { org, status } = this.#query;
    return org || status ? "No job is like that." : "No job yet. Name an organisation and press Trigger Provisioning: its Twilio tenant is made before your eyes.";
  }

  async #showMore() {
    try {
      await this.follower.more();
    } catch (error) {
      this.#note.replaceChildren(problemBox(error, "Try again when it is back."));
    }
  }

  tick() {
    [...this.#list.children].forEach((row) => row.tick(this.api.now()));
  }
}

/** A job in the list. */
class JobRow extends HTMLElement {
  #org = h("a");
  #badge = new StatusBadge();
  #detail = h("span", { class: "meta" });
  #took = h("span", { class: "meta took" });
  #job;

  connectedCallback() {
    if (!this.hasChildNodes()) {
      this.setAttribute("role", "listitem");
      this.append(this.#org, this.#badge, this.#detail, this.#took);
    }
  }

  set job(job) {
    this.#job = job;
    text(this.#org, job.orgId);
    attribute(this.#org, "href", `/jobs/${job.id}`);
    this.#badge.status = job.status;
  }

  tick(now) {
    const { createdAt, endedAt, progress, simulated } = this.#job;
    const steps = `${progress.completedSteps} of ${count(progress.totalSteps, "step")}`;
    text(this.#detail, [when(createdAt, now), steps, simulated && "simulated"].filter(Boolean).join(" · "));
    text(this.#took, duration(elapsed(begunAt(this.#job), endedAt, now)));
  }
}

customElements.define("job-row", JobRow);
customElements.define("job-list", JobList);

import { attribute, follow, h, text } from "../lib/dom.js";
import { count, duration, when } from "../lib/format.js";
import { elapsed, JOB_STATUSES, words } from "../lib/job.js";
import { JobsFollower } from "../lib/live-list.js";
import { field } from "./field.js";
import { problemBox, StatusBadge } from "./parts.js";

const TICK_MS = 1_000;

/** The jobs, newest first. The address says which ones. */
export class JobList extends HTMLElement {
  #api;
  #world;
  #freshness;
  #follower;
  #ticking;
  #org = h("input", { type: "search", autocomplete: "off", spellcheck: "false", placeholder: "all" });
  #status = h(
    "select",
    {},
    h("option", { value: "" }, "all"),
    JOB_STATUSES.map((status) => h("option", { value: status }, words(status))),
  );
  #list = h("div", { role: "list" });
  #note = h("div", { class: "note" });
  #more = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => this.#showMore() }, "Show older jobs");

  constructor(api, world, freshness) {
    super();
    this.#api = api;
    this.#world = world;
    this.#freshness = freshness;
  }

  connectedCallback() {
    const query = new URLSearchParams(location.search);
    this.#org.value = query.get("org") ?? "";
    this.#status.value = query.get("status") ?? "";
    const filters = h("div", { class: "filters", onchange: () => this.#filter() });
    filters.append(field("Organisation", this.#org), field("Status", this.#status));
    this.append(h("h2", {}, "Jobs"), filters, this.#list, this.#note, this.#more);
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.#begin();
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
    this.#follower.stop();
    this.#freshness.show();
  }

  /** Somebody looks again, or the network is back. */
  wake() {
    this.#follower.wake();
  }

  /** The network is gone. */
  sleep() {
    this.#follower.sleep();
  }

  /** What is asked for. The jobs of an organisation are few: the API has no filter for them. */
  get #query() {
    const org = this.#org.value.trim();
    return { org, status: org ? "" : this.#status.value };
  }

  #filter() {
    const query = new URLSearchParams(Object.entries(this.#query).filter(([, value]) => value));
    history.replaceState(null, "", query.size > 0 ? `/?${query}` : "/");
    this.#begin();
  }

  #begin() {
    this.#follower?.stop();
    this.#status.disabled = this.#query.org !== "";
    this.#note.replaceChildren("Loading …");
    this.#follower = new JobsFollower(this.#query, this.#api, this.#world, {
      jobs: (jobs, hasMore) => this.#show(jobs, hasMore),
      freshness: (freshness) => this.#freshness.show(freshness),
      refused: (problem) => this.#note.replaceChildren(problemBox(problem)),
    });
    this.#follower.start();
  }

  #show(jobs, hasMore) {
    follow(this.#list, jobs, ({ id }) => id, () => new JobRow(), (row, job) => (row.job = job));
    this.#more.hidden = !hasMore;
    this.#note.replaceChildren(...(jobs.length === 0 ? this.#empty() : []));
    this.#tick();
  }

  #empty() {
    const { org, status } = this.#query;
    return org || status
      ? [
          h("p", {}, "No job is like that."),
          h("button", { type: "button", class: "quiet", onclick: () => this.#showAll() }, "Show all jobs"),
        ]
      : [
          h("p", {}, "No job yet. Name an organisation and press Trigger Provisioning: its Twilio tenant is made here, step by step, before your eyes."),
          h("p", {}, "Or from a terminal: ", h("code", {}, "infra/provisioning trigger acme --watch")),
        ];
  }

  #showAll() {
    this.#org.value = "";
    this.#status.value = "";
    this.#filter();
    this.#org.focus();
  }

  async #showMore() {
    try {
      await this.#follower.more();
    } catch (error) {
      this.#note.replaceChildren(problemBox(error, "Try again when it is back."));
    }
  }

  #tick() {
    [...this.#list.children].forEach((row) => row.tick(this.#api.now()));
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
    text(this.#took, duration(elapsed(createdAt, endedAt, now)));
  }
}

customElements.define("job-row", JobRow);
customElements.define("job-list", JobList);

import { attribute, follow, h, text } from "../lib/dom.js";
import { count, duration, when } from "../lib/format.js";
import { begunAt, elapsed, JOB_STATUSES } from "../lib/job.js";
import { JobsFollower } from "../lib/live.js";
import { choice, field, input } from "./fields.js";
import { LiveView, problemBox, StatusBadge } from "./parts.js";

const TYPING_MS = 300;

/** The jobs, newest first. The address says which ones. */
export class JobList extends LiveView {
  #org = input("org", { type: "search", placeholder: "all" });
  #status = choice("status", ["all", ...JOB_STATUSES]);
  #list = h("div", { role: "list" });
  #note = h("div", { class: "note" });
  #more = h("button", { type: "button", hidden: true, onclick: () => this.#showMore() }, "Show older jobs");
  #notMore = h("div");
  #typing;

  connectedCallback() {
    super.connectedCallback();
    const query = new URLSearchParams(location.search);
    this.#org.value = query.get("org") ?? "";
    this.#status.value = query.get("status") ?? "all";
    const filters = h("div", { class: "filters", oninput: () => this.#filterSoon() });
    filters.append(field("Organisation or name begins with", this.#org), field("Status", this.#status));
    this.append(h("h2", {}, "Jobs"), filters, this.#list, this.#note, this.#more, this.#notMore);
    this.#begin();
  }

  disconnectedCallback() {
    clearTimeout(this.#typing);
    super.disconnectedCallback();
  }

  #filterSoon() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#filter(), TYPING_MS);
  }

  #filter() {
    const query = new URLSearchParams(location.search);
    const asked = { org: this.#org.value.trim(), status: this.#status.value.replace("all", "") };
    Object.entries(asked).forEach(([name, value]) => (value ? query.set(name, value) : query.delete(name)));
    history.replaceState(null, "", query.size > 0 ? `/?${query}` : "/");
    this.#begin();
  }

  get #query() {
    return { query: this.#org.value.trim(), status: this.#status.value.replace("all", "") };
  }

  #begin() {
    this.follower?.stop();
    this.#note.replaceChildren("Loading …");
    this.#notMore.replaceChildren();
    this.follower = new JobsFollower(this.#query, this.api, this.world, {
      jobs: (jobs, hasMore) => this.#show(jobs, hasMore),
      freshness: (freshness) => this.freshness.show(freshness),
      refused: (problem) => this.#refused(problem),
    });
    this.follower.start();
  }

  #refused(problem) {
    this.freshness.show();
    this.#list.replaceChildren();
    this.#more.hidden = true;
    this.#note.replaceChildren(problemBox(problem));
  }

  #show(jobs, hasMore) {
    follow(this.#list, jobs, ({ id }) => id, () => new JobRow(), (row, job) => (row.job = job));
    this.#more.hidden = !hasMore;
    this.#note.replaceChildren(jobs.length > 0 ? "" : this.#emptiness(hasMore));
    this.tick();
  }

  #emptiness(hasMore) {
    const { query, status } = this.#query;
    if (hasMore) {
      return "None of the newest jobs matches.";
    }
    return query || status ? "No job matches." : "No job yet. Name an organisation and press Trigger Provisioning: its Twilio tenant is created while you watch.";
  }

  async #showMore() {
    const { follower } = this;
    try {
      await follower.more();
      this.#notMore.replaceChildren();
    } catch (error) {
      if (follower === this.follower) {
        this.#notMore.replaceChildren(problemBox(error, "Try again when it is back."));
      }
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
    const { createdAt, endedAt, plan, progress, simulated } = this.#job;
    const steps = `${progress.completedSteps} of ${count(progress.totalSteps, "step")}`;
    text(this.#detail, [plan?.displayName, when(createdAt, now), steps, simulated && "simulated"].filter(Boolean).join(" · "));
    text(this.#took, duration(elapsed(begunAt(this.#job), endedAt, now)));
  }
}

customElements.define("job-row", JobRow);
customElements.define("job-list", JobList);

import { attribute, follow, h, text } from "../lib/dom.js";
import { duration } from "../lib/format.js";
import { elapsed, tone } from "../lib/job.js";
import { copyButton, StatusBadge } from "./parts.js";

/** A step of a job. */
export class StepRow extends HTMLElement {
  #title = h("h3");
  #badge = new StatusBadge();
  #attempt = h("span", { class: "meta" });
  #took = h("time", { class: "meta took" });
  #message = h("p", { class: "message" });
  #resources = h("ul", { class: "resources", "aria-label": "At Twilio" });
  #error = h("dl", { class: "error" });
  #shownError = "";
  #bar = h("span");
  #step;

  connectedCallback() {
    if (!this.hasChildNodes()) {
      this.setAttribute("role", "listitem");
      this.append(
        h("div", { class: "step-head" }, this.#title, this.#badge, this.#attempt, this.#took),
        this.#message,
        this.#resources,
        this.#error,
        h("div", { class: "track", "aria-hidden": "true" }, this.#bar),
      );
    }
  }

  set step(step) {
    this.#step = step;
    this.id = `step-${step.name}`;
    this.dataset.tone = tone(step.status);
    this.dataset.status = step.status;
    attribute(this, "aria-current", step.status === "RUNNING" && "step");
    text(this.#title, step.title ?? step.name);
    this.#badge.status = step.status;
    text(this.#attempt, step.attempt > 1 ? `attempt ${step.attempt}` : "");
    text(this.#message, message(step));
    this.#message.hidden = this.#message.textContent === "";
    this.#resources.hidden = !step.resources?.length;
    follow(this.#resources, step.resources ?? [], ({ sid }) => sid, resource);
    this.#showError(step.error);
  }

  #showError(error) {
    const wanted = JSON.stringify(error) ?? "";
    this.#error.hidden = !error;
    if (wanted !== this.#shownError) {
      this.#shownError = wanted;
      this.#error.replaceChildren(...(error ? reasons(error) : []));
    }
  }

  /** Shows how long the step took, and when within its job. */
  tick(job, now) {
    const { startedAt, endedAt, status } = this.#step;
    const took = status === "SKIPPED" ? undefined : elapsed(startedAt, endedAt, now);
    text(this.#took, took === undefined ? "" : duration(took));
    attribute(this.#took, "aria-hidden", !endedAt && "true");
    const whole = elapsed(job.createdAt, job.endedAt, now) || 1;
    const left = took === undefined ? 0 : Math.min(100, (elapsed(job.createdAt, startedAt, now) / whole) * 100);
    this.#bar.style.left = `${left}%`;
    this.#bar.style.width = `${Math.min(100 - left, ((took ?? 0) / whole) * 100)}%`;
  }
}

/** What a failed step says, its error says. */
const message = ({ message: said, error, waitingFor }) =>
  [said !== error?.message && said, waitingFor && `Waiting for ${waitingFor}.`].filter(Boolean).join(" ");

const resource = ({ type, sid }) =>
  h(
    "li",
    { title: type },
    h("span", { class: "unseen" }, `${type} `),
    h("code", {}, sid),
    copyButton(sid, () => sid, { iconOnly: true }),
  );

/** Why the step failed, and what to do. */
const reasons = ({ code, message: cause, nextAction, retryable, upstream }) => [
  ...reason("Cause", cause),
  ...(nextAction ? reason("Next", nextAction) : []),
  ...(retryable ? reason("Retry", "The same step may succeed when it is tried again unchanged.") : []),
  ...reason("Code", h("code", {}, code), upstream && " · ", upstream && source(upstream)),
];

const reason = (name, ...content) => [h("dt", {}, name), h("dd", {}, ...content)];

/** Nothing but a web address becomes a link, whoever sent it. */
function source({ provider, code, moreInfo }) {
  const name = `${provider.charAt(0).toUpperCase()}${provider.slice(1)} error ${code}`;
  return moreInfo?.startsWith("https://")
    ? h("a", { href: moreInfo, target: "_blank", rel: "noopener noreferrer" }, `${name} (opens a new tab)`)
    : name;
}

customElements.define("step-row", StepRow);

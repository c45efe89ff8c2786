/** The small things that the views are made of. */

import { Problem } from "../lib/api.js";
import { h, say, text } from "../lib/dom.js";
import { clockTime } from "../lib/format.js";
import { tone, words } from "../lib/job.js";

const SVG = "http://www.w3.org/2000/svg";
const COPIED_MS = 1_500;
const TICK_MS = 250;

/** One of the drawings of index.html. */
export function icon(shape) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", `icon ${shape}`);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${shape}`);
  svg.append(use);
  return svg;
}

/** A status: its icon, its word, its colour. */
export class StatusBadge extends HTMLElement {
  #status;

  set status(status) {
    if (status !== this.#status) {
      this.#status = status;
      this.dataset.tone = tone(status);
      this.replaceChildren(icon(status === "PENDING" ? "pending" : tone(status)), words(status));
    }
  }
}

/** A button that copies what the source gives when it is pressed. */
export function copyButton(name, source, iconOnly) {
  const label = h("span", { class: iconOnly && "unseen" }, `Copy ${name}`);
  const button = h("button", { type: "button", title: iconOnly && `Copy ${name}` }, icon("copy"), label);
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(source()).then(
      () => true,
      () => false,
    );
    text(label, done ? "Copied" : "Not copied");
    say(done ? `Copied ${name}.` : "The browser did not allow to copy.");
    setTimeout(() => text(label, `Copy ${name}`), COPIED_MS);
  });
  return button;
}

const FRESHNESS = {
  connecting: () => ["quiet", "Connecting …", ""],
  live: () => ["good", "Live", "Every change shows as it happens."],
  polling: ({ every }) => ["waiting", `Polling every ${every / 1000} s`, "The live connection is down, so the page asks."],
  offline: ({ since }) => ["bad", `Offline since ${clockTime(since)}`, "The server does not answer; the page keeps trying."],
  final: () => ["quiet", "Final", "The job has ended. Notices still arrive."],
};

/** How fresh what the page shows is. */
export class FreshNess extends HTMLElement {
  /** Undefined: nothing is shown that could be old. */
  show(freshness) {
    this.hidden = !freshness;
    if (freshness) {
      const [tone, label, title] = FRESHNESS[freshness.kind](freshness);
      this.dataset.kind = freshness.kind;
      this.dataset.tone = tone;
      this.title = title;
      this.replaceChildren(h("span", { class: "dot" }), label);
    }
  }
}

/** A view that follows something on the server, shows how fresh it is, and ticks. */
export class LiveView extends HTMLElement {
  #ticking;

  constructor(api, world, freshness) {
    super();
    this.api = api;
    this.world = world;
    this.freshness = freshness;
  }

  connectedCallback() {
    this.#ticking = setInterval(() => this.tick(), TICK_MS);
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
    this.follower.stop();
    this.freshness.show();
  }

  /** Somebody looks again, or the network is back. */
  wake() {
    this.follower.wake();
  }
}

/** Says why a call failed, and what to do; also if nobody answered. */
export function problemBox(error, unanswered) {
  if (!(error instanceof Problem)) {
    return box("The server does not answer", unanswered, [
      h("p", {}, "If it runs on this machine, start it with ", h("code", {}, "infra/provisioning up"), "."),
    ]);
  }
  const job = error.existingJob?.split("/").at(-1);
  return box(error.title, error.message, [
    error.nextAction && h("p", {}, error.nextAction),
    job && h("p", {}, h("a", { href: `/jobs/${job}` }, "Follow that job")),
    error.requestId && h("p", { class: "meta" }, "Request ", h("code", {}, error.requestId)),
  ]);
}

const box = (title, detail, more) =>
  h("div", { class: "problem", role: "alert" }, h("p", {}, h("strong", {}, title)), detail !== title && h("p", {}, detail), ...more);

export const simulatedChip = () => h("span", { class: "chip simulated" }, "Simulated: nothing is bought");

customElements.define("status-badge", StatusBadge);
customElements.define("fresh-ness", FreshNess);

/** The small things that the views are made of. */

import { say } from "../lib/announce.js";
import { Problem } from "../lib/api.js";
import { h, text } from "../lib/dom.js";
import { clockTime } from "../lib/format.js";
import { tone, words } from "../lib/job.js";

const SVG = "http://www.w3.org/2000/svg";
const COPIED_MS = 1_500;

/** Strokes on a grid of 16: each tone has a shape, so that colour is not all that tells them apart. */
const SHAPES = {
  good: "M3.5 8.5 6.5 11.5 12.5 4.5",
  bad: "M4.5 4.5 11.5 11.5M11.5 4.5 4.5 11.5",
  busy: "M8 2a6 6 0 1 1-6 6",
  waiting: "M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3.5 5 3.5 5 5.5s-5 2-5 5.5M10.5 2.5c0 3.5-5 3.5-5 5.5s5 2 5 5.5",
  quiet: "M4.5 8h7",
  pending: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11",
  copy: "M5.5 5.5h7.5v7.5h-7.5zM10.5 5.5v-2.5h-7.5v7.5h2.5",
  notice: "M8 2.5 14.5 13.5h-13zM8 6.5v3M8 11.5v.2",
};

export function icon(shape) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon ${shape}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[shape]);
  svg.append(path);
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
export function copyButton(name, source, { iconOnly = false } = {}) {
  const label = h("span", { class: iconOnly && "unseen" }, `Copy ${name}`);
  const button = h("button", { type: "button", class: "quiet", title: iconOnly && `Copy ${name}` }, icon("copy"), label);
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
  connecting: () => ["quiet", "Connecting …", "The live connection is being opened."],
  live: () => ["good", "Live", "Every change shows as it happens."],
  polling: ({ every }) => [
    "waiting",
    `Polling every ${every / 1000} s`,
    "The live connection is down, so the page asks again and again, until it is back.",
  ],
  offline: ({ since }) => [
    "bad",
    `Offline since ${clockTime(since)}`,
    "The server does not answer. What you see is from that time; the page keeps trying.",
  ],
  final: () => ["quiet", "Final", "It has ended, so nothing more is asked for. Notices still arrive."],
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

/** Says why a call failed, and what to do. */
export function problemBox(error, unanswered = "The page keeps trying.") {
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

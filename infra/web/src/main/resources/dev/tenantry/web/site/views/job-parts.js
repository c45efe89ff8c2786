/** What the page of a job is made of: its steps by their groups, and tabs to choose from. */

import { attribute, follow, h, text } from "../lib/dom.js";
import { duration, when } from "../lib/format.js";
import { begunAt, elapsed, tone } from "../lib/job.js";
import { copyButton, StatusBadge } from "./parts.js";

/** Twilio's ids, which messages name. */
const SID = /\b([A-Z]{2}[0-9a-f]{32})\b/;

/** A part of a job: its steps, or one line if the plan leaves it out. */
export class StepGroup extends HTMLElement {
  #title = h("h2");
  #note = h("p", { class: "note" });
  #rows = h("div", { class: "steps", role: "list" });

  connectedCallback() {
    if (!this.hasChildNodes()) {
      this.append(this.#title, this.#note, this.#rows);
    }
  }

  set group({ title, steps, note }) {
    text(this.#title, title);
    text(this.#note, note);
    attribute(this.#rows, "aria-label", title);
    this.#rows.hidden = steps.length === 0;
    follow(this.#rows, steps, ({ name }) => name, () => new StepRow(), (row, step) => (row.step = step));
  }

  tick(job, now) {
    [...this.#rows.children].forEach((row) => row.tick(job, now));
  }
}

/** A step of a job. */
class StepRow extends HTMLElement {
  #title = h("h3");
  #badge = new StatusBadge();
  #attempt = h("span", { class: "meta" });
  #took = h("time", { class: "meta took" });
  #said = h("p");
  #waiting = h("p");
  #resources = h("ul", { "aria-label": "At Twilio" });
  #error = h("dl");
  #bar = h("span", { class: "bar" });
  #step;
  #shown;

  connectedCallback() {
    if (!this.hasChildNodes()) {
      this.setAttribute("role", "listitem");
      const head = h("div", {}, this.#title, this.#badge, this.#attempt, this.#took);
      this.append(head, this.#said, this.#waiting, this.#resources, this.#error, this.#bar);
    }
  }

  set step(step) {
    const { name, title, status, attempt } = step;
    this.#step = step;
    this.id = `step-${name}`;
    this.dataset.tone = tone(status);
    this.dataset.status = status;
    attribute(this, "aria-current", status === "RUNNING" && "step");
    text(this.#title, title ?? name);
    this.#badge.status = status;
    text(this.#attempt, attempt > 1 ? `attempt ${attempt}` : "");
    const shown = JSON.stringify(step);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#tell(step);
    }
  }

  /** What a failed step says, its error says. */
  #tell({ message = "", waitingFor, resources = [], error }) {
    const said = message === error?.message ? "" : message;
    const others = resources.filter(({ sid, phoneNumber }) => ![sid, phoneNumber].some((name) => name && said.includes(name)));
    this.#said.replaceChildren(...said.split(SID).map((part, index) => (index % 2 ? chip(part) : part)));
    this.#resources.replaceChildren(...others.map(({ type, sid, phoneNumber }) => h("li", { title: type }, chip(phoneNumber ?? sid))));
    this.#error.replaceChildren(...(error ? reasons(error) : []));
    this.#said.hidden = said === "";
    this.#waiting.hidden = !waitingFor;
    this.#resources.hidden = others.length === 0;
    this.#error.hidden = !error;
  }

  /** Shows how long the step took or waits, and when within the present attempt of its job, if it was then. */
  tick(job, now) {
    const { startedAt, endedAt: done, waitingFor } = this.#step;
    const begun = begunAt(job);
    const took = elapsed(startedAt, done, now);
    const whole = elapsed(begun, job.endedAt, now) || 1;
    const before = startedAt ? elapsed(begun, startedAt) : 0;
    this.#bar.hidden = !startedAt || startedAt < begun;
    text(this.#took, took === undefined ? "" : duration(took));
    attribute(this.#took, "aria-hidden", !done && "true");
    this.#bar.style.left = `${Math.min(100, (before / whole) * 100)}%`;
    this.#bar.style.width = `${Math.min(100, ((took ?? 0) / whole) * 100)}%`;
    text(this.#waiting, waitingFor ? waitingWords(waitingFor, now) : "");
  }
}

const waitingWords = ({ who, usually, since }, now) =>
  `Waiting for ${who} for ${duration(elapsed(since, undefined, now))}, since ${when(since, now)}. It usually takes ${usually}.`;

const chip = (sid) => h("span", { class: "sid" }, h("code", {}, sid), copyButton(sid, () => sid, true));

/** Why the step failed, and what to do. */
const reasons = ({ code, message: cause, nextAction, upstream }) => [
  ...reason("Cause", cause),
  ...(nextAction ? reason("Next", nextAction) : []),
  ...reason("Code", h("code", {}, code), upstream && " · ", upstream && source(upstream)),
];

const reason = (name, ...content) => [h("dt", {}, name), h("dd", {}, ...content)];

/** Only an https address becomes a link, regardless of its sender. */
function source({ provider, code, moreInfo }) {
  const name = `${provider.charAt(0).toUpperCase()}${provider.slice(1)} error ${code}`;
  return moreInfo?.startsWith("https://") ? h("a", { href: moreInfo }, name) : name;
}

/** Tabs after the ARIA pattern: one is in the tab order, arrow keys go to the others. The address names the chosen one. */
export class TabSet extends HTMLElement {
  #tabs;
  #buttons;
  #chosen;

  /** Each tab is `{key, label, panel}`. The event `chosen` tells that another one is shown. */
  constructor(tabs) {
    super();
    this.#tabs = tabs;
  }

  get chosen() {
    return this.#chosen;
  }

  connectedCallback() {
    this.#buttons = this.#tabs.map((tab) => this.#button(tab));
    const onkeydown = (event) => this.#move(event);
    this.append(h("div", { role: "tablist", "aria-label": "Views of the job", onkeydown }, this.#buttons));
    this.#tabs.forEach(({ key, panel }) => {
      const attributes = { role: "tabpanel", id: `panel-${key}`, "aria-labelledby": `tab-${key}`, tabindex: "0" };
      Object.entries(attributes).forEach(([name, value]) => attribute(panel, name, value));
      this.append(panel);
    });
    this.#choose(this.#tabs.find(({ key }) => `#${key}` === location.hash) ?? this.#tabs[0]);
  }

  #button(tab) {
    const { key, label } = tab;
    const onclick = () => {
      this.#choose(tab);
      history.replaceState(null, "", tab === this.#tabs[0] ? location.pathname : `#${key}`);
    };
    return h("button", { type: "button", role: "tab", id: `tab-${key}`, "aria-controls": `panel-${key}`, onclick }, label);
  }

  #choose(tab) {
    this.#chosen = tab.key;
    this.#tabs.forEach((other, index) => {
      other.panel.hidden = other !== tab;
      attribute(this.#buttons[index], "aria-selected", String(other === tab));
      attribute(this.#buttons[index], "tabindex", other === tab ? "0" : "-1");
    });
    this.dispatchEvent(new Event("chosen"));
  }

  #move({ key }) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
    const at = this.#buttons.indexOf(document.activeElement) + step;
    const button = this.#buttons.at(at % this.#buttons.length);
    if (step !== 0) {
      button.focus();
      button.click();
    }
  }
}

customElements.define("step-group", StepGroup);
customElements.define("step-row", StepRow);
customElements.define("tab-set", TabSet);

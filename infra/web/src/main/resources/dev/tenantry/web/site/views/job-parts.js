/** What the page of a job is made of: its steps, its events, its organisation's notices, and tabs to choose from. */

import { attribute, follow, h, say, text } from "../lib/dom.js";
import { clockTime, duration, when } from "../lib/format.js";
import { elapsed, tone } from "../lib/job.js";
import { copyButton, icon, StatusBadge } from "./parts.js";

const COLUMNS = ["Version", "Time", "What", "Status", "Message", "By"];
const MOST_NOTICES = 3;
/** Twilio's ids, which messages name. */
const SID = /\b([A-Z]{2}[0-9a-f]{32})\b/;

/** A step of a job. */
export class StepRow extends HTMLElement {
  #title = h("h2");
  #badge = new StatusBadge();
  #attempt = h("span", { class: "meta" });
  #took = h("time", { class: "meta took" });
  #said = h("p");
  #resources = h("ul", { "aria-label": "At Twilio" });
  #error = h("dl");
  #bar = h("span", { class: "bar" });
  #step;
  #shown;

  connectedCallback() {
    if (!this.hasChildNodes()) {
      this.setAttribute("role", "listitem");
      const head = h("div", {}, this.#title, this.#badge, this.#attempt, this.#took);
      this.append(head, this.#said, this.#resources, this.#error, this.#bar);
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
    const said = [message !== error?.message && message, waitingFor && `Waiting for ${waitingFor}.`].filter(Boolean).join(" ");
    const others = resources.filter(({ sid }) => !said.includes(sid));
    this.#said.replaceChildren(...said.split(SID).map((part, index) => (index % 2 ? chip(part) : part)));
    this.#resources.replaceChildren(...others.map(({ type, sid }) => h("li", { title: type }, chip(sid))));
    this.#error.replaceChildren(...(error ? reasons(error) : []));
    this.#said.hidden = said === "";
    this.#resources.hidden = others.length === 0;
    this.#error.hidden = !error;
  }

  /** Shows how long the step took, and when within its job. */
  tick({ createdAt, endedAt }, now) {
    const { startedAt, endedAt: done } = this.#step;
    const took = elapsed(startedAt, done, now);
    const whole = elapsed(createdAt, endedAt, now) || 1;
    const before = startedAt ? elapsed(createdAt, startedAt) : 0;
    text(this.#took, took === undefined ? "" : duration(took));
    attribute(this.#took, "aria-hidden", !done && "true");
    this.#bar.style.left = `${Math.min(100, (before / whole) * 100)}%`;
    this.#bar.style.width = `${Math.min(100, ((took ?? 0) / whole) * 100)}%`;
  }
}

const chip = (sid) => h("span", { class: "sid" }, h("code", {}, sid), copyButton(sid, () => sid, true));

/** Why the step failed, and what to do. */
const reasons = ({ code, message: cause, nextAction, upstream }) => [
  ...reason("Cause", cause),
  ...(nextAction ? reason("Next", nextAction) : []),
  ...reason("Code", h("code", {}, code), upstream && " · ", upstream && source(upstream)),
];

const reason = (name, ...content) => [h("dt", {}, name), h("dd", {}, ...content)];

/** Nothing but a web address becomes a link, whoever sent it. */
function source({ provider, code, moreInfo }) {
  const name = `${provider.charAt(0).toUpperCase()}${provider.slice(1)} error ${code}`;
  return moreInfo?.startsWith("https://") ? h("a", { href: moreInfo }, name) : name;
}

/** Every change of a job, in order, and who made it. */
export class EventLog extends HTMLElement {
  #api;
  #jobId;
  #body = h("tbody");
  #note = h("p", { class: "note" });
  #version = 0;
  #wanted = 0;
  #loading = false;

  constructor(api, jobId) {
    super();
    this.#api = api;
    this.#jobId = jobId;
  }

  connectedCallback() {
    const heads = COLUMNS.map((title) => h("th", { scope: "col" }, title));
    this.append(h("table", {}, h("thead", {}, h("tr", {}, heads)), this.#body), this.#note);
  }

  /** Takes an event, if it is the next one. */
  add(event) {
    if (event.version === this.#version + 1) {
      this.#version = event.version;
      this.#body.append(eventRow(event));
    }
  }

  /** Loads what is missing up to a version. */
  async reach(version) {
    this.#wanted = version;
    if (this.#loading) {
      return;
    }
    this.#loading = true;
    try {
      let before = -1;
      while (before < this.#version && this.#version < this.#wanted) {
        before = this.#version;
        (await this.#api.events(this.#jobId, before)).forEach((event) => this.add(event));
      }
      text(this.#note, "");
    } catch {
      text(this.#note, "The server does not answer, so events are missing here. They come when it is back.");
    }
    this.#loading = false;
  }
}

function eventRow({ version, at, job, step, by }) {
  const badge = new StatusBadge();
  badge.status = step?.status ?? job.status;
  const cells = [version, h("time", { datetime: at }, clockTime(at)), step?.title ?? "Job", badge, step?.message, by];
  return h("tr", {}, cells.map((content) => h("td", {}, content ?? "")));
}

/** What the operator should know about an organisation, newest first. */
export class NoticeBar extends HTMLElement {
  #list = h("ul");
  #notices = [];

  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Notices of the organisation");
    this.append(this.#list);
    this.#take([]);
  }

  /** Loads what there is already. */
  async load(api, org) {
    try {
      this.#take(await api.notices(org));
    } catch {
      // Notices are extra: what is wrong with the server, the rest of the page tells.
    }
  }

  /** Takes a new one. */
  add(notice) {
    if (this.#take([notice])) {
      say(`Notice: ${notice.message}`);
    }
  }

  /** Whether there was anything new. */
  #take(notices) {
    const fresh = notices.filter(({ id }) => !this.#notices.some((known) => known.id === id));
    this.#notices = [...this.#notices, ...fresh].sort((one, other) => other.at.localeCompare(one.at));
    this.hidden = this.#notices.length === 0;
    follow(this.#list, this.#notices.slice(0, MOST_NOTICES), ({ id }) => id, noticeItem);
    return fresh.length > 0;
  }
}

const noticeItem = ({ at, severity, message: said, by }) =>
  h(
    "li",
    { "data-tone": severity === "warning" ? "waiting" : "busy" },
    icon("notice"),
    h("strong", {}, said),
    h("span", { class: "meta" }, h("time", { datetime: at }, when(at, Date.now())), by && ` · ${by}`),
  );

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

customElements.define("step-row", StepRow);
customElements.define("event-log", EventLog);
customElements.define("notice-bar", NoticeBar);
customElements.define("tab-set", TabSet);

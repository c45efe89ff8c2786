/** The events of a job. Loaded when they are asked for. */

import { h, text } from "../lib/dom.js";
import { clockTime } from "../lib/format.js";
import { StatusBadge } from "./parts.js";

const COLUMNS = ["Version", "Time", "What", "Status", "Message", "By"];

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
      text(this.#note, "Events are missing here; they come when the server answers again.");
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

customElements.define("event-log", EventLog);

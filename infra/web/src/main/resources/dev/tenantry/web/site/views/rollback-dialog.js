/** Asks how a tenant is to be undone, and shows what that would do before anything is done. Loaded when it is needed. */

import { h } from "../lib/dom.js";
import { field } from "./fields.js";
import { problemBox } from "./parts.js";

/** Rolls a job back after a question; the job after it, or undefined if nothing is to be undone after all. */
export function rollBack(api, job) {
  const dialog = new RollbackDialog(api, job);
  document.body.append(dialog);
  return dialog.answer;
}

class RollbackDialog extends HTMLElement {
  #api;
  #job;
  #asked = 0;
  #undone;
  #release = h("input", { type: "radio", name: "numbers", value: "release", checked: true });
  #move = h("input", { type: "radio", name: "numbers", value: "move-to-pool" });
  #close = h("input", { type: "checkbox" });
  #preview = h("ol", { "aria-live": "polite", "aria-label": "What would be done" });
  #outcome = h("div");
  #dialog = h("dialog", { class: "card", "aria-labelledby": "rollback-title" });
  #answered;

  constructor(api, job) {
    super();
    this.#api = api;
    this.#job = job;
    this.answer = new Promise((resolve) => (this.#answered = resolve));
  }

  connectedCallback() {
    const numbers = h("fieldset", {}, h("legend", {}, "Phone numbers"));
    numbers.append(
      field("Release them", this.#release, "Their cost ends. A released number cannot be had back."),
      field("Move them to the main account", this.#move, "It goes on paying for them."),
    );
    const form = h("form", { method: "dialog" }, numbers);
    form.append(
      field("Close the subaccount too", this.#close, "For good: the next job makes another one."),
      this.#preview,
      this.#outcome,
      h(
        "div",
        { class: "actions" },
        h("button", { class: "primary danger" }, "Roll back"),
        h("button", { type: "button", onclick: () => this.#dialog.close() }, "Keep everything"),
      ),
    );
    form.addEventListener("change", () => this.#show());
    form.addEventListener("submit", (event) => this.#submit(event));
    this.#dialog.append(h("h2", { id: "rollback-title" }, `Undo everything that ${this.#job.orgId} has at Twilio?`), form);
    this.#dialog.addEventListener("close", () => {
      this.remove();
      this.#answered(this.#undone);
    });
    this.append(this.#dialog);
    this.#dialog.showModal();
    this.#show();
  }

  #ask(dryRun) {
    const numbers = this.#move.checked ? this.#move.value : this.#release.value;
    return this.#api.rollBack(this.#job.id, { numbers, closeAccount: this.#close.checked, dryRun });
  }

  /** Shows what the newest choice would do, whichever answer comes last. */
  async #show() {
    const asked = ++this.#asked;
    try {
      const { steps } = await this.#ask(true);
      if (asked === this.#asked) {
        this.#preview.replaceChildren(...steps.filter(({ resources }) => resources.length > 0).map(line));
        this.#outcome.replaceChildren();
      }
    } catch (error) {
      this.#refused(error);
    }
  }

  async #submit(event) {
    event.preventDefault();
    try {
      this.#undone = await this.#ask(false);
      this.#dialog.close();
    } catch (error) {
      this.#refused(error);
    }
  }

  #refused(error) {
    this.#outcome.replaceChildren(problemBox(error, "Try again when it is back."));
  }
}

const line = ({ title, action }) => h("li", {}, h("strong", {}, title), h("span", { class: "meta" }, action));

customElements.define("rollback-dialog", RollbackDialog);

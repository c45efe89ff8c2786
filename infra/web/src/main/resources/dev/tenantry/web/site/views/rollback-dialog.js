/** Asks how a tenant is to be rolled back, and shows what that would do before anything is done. Loaded when needed. */

import { attribute, h } from "../lib/dom.js";
import { field, focusFault, input, showFaults } from "./fields.js";
import { problemBox } from "./parts.js";

/** Rolls a job back after a question; the job after it, or undefined if it is not to be after all. */
export function rollBack(api, job, place) {
  const dialog = new RollbackDialog(api, job);
  place.append(dialog);
  return dialog.answer;
}

class RollbackDialog extends HTMLElement {
  #api;
  #job;
  #asked = 0;
  /** Whether what the present choice would do can be read. Nothing is done before. */
  #isShown = false;
  #isSending = false;
  #rolledBack;
  #move = h("input", { type: "radio", name: "numbers", value: "move-to-pool", checked: true });
  #release = h("input", { type: "radio", name: "numbers", value: "release" });
  #close = h("input", { type: "checkbox" });
  #preview = h("ol", { "aria-live": "polite", "aria-label": "What would be done", tabindex: "0" });
  #confirmed = input("/confirmed", { autocapitalize: "none" });
  #outcome = h("div");
  #button = h("button", { class: "primary danger" }, "Roll back");
  #form = h("form", { novalidate: true });
  #dialog = h("dialog", { class: "card", "aria-labelledby": "rollback-title" });
  #answered;

  constructor(api, job) {
    super();
    this.#api = api;
    this.#job = job;
    this.answer = new Promise((resolve) => (this.#answered = resolve));
  }

  connectedCallback() {
    const { orgId } = this.#job;
    const numbers = h("fieldset", {}, h("legend", {}, "Phone numbers"));
    numbers.append(
      field("Move them to the main account", this.#move, "It keeps paying for them."),
      field("Release them", this.#release, "Their cost ends. A released number cannot be bought back."),
    );
    this.#form.append(
      numbers,
      field("Close the subaccount too", this.#close, "For good: the next job creates another one."),
      this.#preview,
      field(`To confirm, type ${orgId}`, this.#confirmed),
      this.#outcome,
      h("div", { class: "actions" }, this.#button, h("button", { type: "button", onclick: () => this.#dialog.close() }, "Keep everything")),
    );
    this.#form.addEventListener("change", ({ target }) => target !== this.#confirmed && this.#show());
    this.#form.addEventListener("input", () => this.#enable());
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    // The title has the focus at first: no key does anything there.
    this.#dialog.append(h("h2", { id: "rollback-title", tabindex: "-1", autofocus: true }, `Roll back everything that ${orgId} has at Twilio?`), this.#form);
    this.#dialog.addEventListener("close", () => this.remove());
    this.append(this.#dialog);
    this.#dialog.showModal();
    this.#show();
  }

  disconnectedCallback() {
    this.#answered(this.#rolledBack);
  }

  get #isConfirmed() {
    return this.#confirmed.value.trim() === this.#job.orgId;
  }

  #enable() {
    attribute(this.#button, "aria-disabled", (!this.#isShown || !this.#isConfirmed || this.#isSending) && "true");
  }

  #ask(dryRun) {
    const numbers = this.#move.checked ? this.#move.value : this.#release.value;
    return this.#api.act(this.#job.id, "rollback", { numbers, closeAccount: this.#close.checked, dryRun });
  }

  /** Shows what the newest choice would do, whichever answer comes last. */
  async #show() {
    const asked = ++this.#asked;
    this.#isShown = false;
    this.#enable();
    try {
      const { steps } = await this.#ask(true);
      if (asked === this.#asked) {
        this.#preview.replaceChildren(...steps.filter(({ resources }) => resources.length > 0).map(line));
        this.#outcome.replaceChildren();
        this.#isShown = true;
        this.#enable();
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.#refused(error);
      }
    }
  }

  async #submit(event) {
    event.preventDefault();
    showFaults(this.#form, this.#isConfirmed ? [] : [{ pointer: "/confirmed", detail: `Type ${this.#job.orgId} first.` }]);
    focusFault(this.#form);
    if (!this.#isConfirmed || this.#isSending) {
      return;
    }
    if (!this.#isShown) {
      this.#show();
      return;
    }
    this.#isSending = true;
    this.#enable();
    try {
      this.#rolledBack = await this.#ask(false);
      this.#dialog.close();
    } catch (error) {
      this.#refused(error);
    }
    this.#isSending = false;
    this.#enable();
  }

  #refused(error) {
    this.#outcome.replaceChildren(problemBox(error, "Try again when it is back."));
  }
}

const line = ({ title, action }) => h("li", {}, h("strong", {}, title), h("span", { class: "meta" }, action));

customElements.define("rollback-dialog", RollbackDialog);

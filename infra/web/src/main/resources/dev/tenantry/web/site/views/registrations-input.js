/** The registrations of a plan: too many fields for a form, so they are JSON. Loaded when somebody wants them. */

import { h } from "../lib/dom.js";
import { field } from "./fields.js";

const MEMBERS = ["business", "a2p", "tollFreeVerification"];

/** What a text adds to a plan, `{plan}`, or why it cannot be read, `{fault}`. What is in the parts, the API judges. */
export function read(text) {
  try {
    return check(JSON.parse(text.trim() || "{}"));
  } catch (error) {
    return { fault: `This is not JSON: ${error.message}` };
  }
}

function check(plan) {
  if (plan === null || typeof plan !== "object" || Array.isArray(plan)) {
    return { fault: "This is no JSON object." };
  }
  const stray = Object.keys(plan).filter((name) => !MEMBERS.includes(name));
  return stray.length > 0 ? { fault: `Only ${MEMBERS.join(", ")} belong here, not ${stray.join(", ")}.` } : { plan };
}

/** Takes them as text, or from a file. */
export class RegistrationsInput {
  #text = h("textarea", { name: "registrations", rows: "8", spellcheck: "false", placeholder: '{ "business": { … }, "a2p": { … } }' });
  #file = h("input", { type: "file", accept: ".json" });

  constructor() {
    this.fields = [
      field("Registrations (JSON)", this.#text, "The plan's business, and its a2p, its tollFreeVerification or both. Reviews take days; the tenant is usable before."),
      field("The same from a file", this.#file),
    ];
    this.#file.addEventListener("change", () => this.#load());
  }

  async #load() {
    this.#text.value = (await this.#file.files[0]?.text()) ?? this.#text.value;
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What they add to the plan; undefined if they cannot be read. */
  get plan() {
    return read(this.#text.value).plan;
  }

  /** Why they cannot be read, if they cannot. */
  get fault() {
    return read(this.#text.value).fault;
  }
}

/** The registrations of a plan: too many fields for a form, so they are JSON. Loaded when somebody wants them. */

import { h } from "../lib/dom.js";
import { field, planFile } from "./fields.js";

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

/** Takes them as text, or from a file; what is a whole plan in the file is for the form. */
export class RegistrationsInput {
  #text = h("textarea", { name: "registrations", rows: "8", spellcheck: "false", placeholder: '{ "business": { … }, "a2p": { … } }' });

  constructor(takeWhole) {
    const take = (text) => (isWhole(text) ? takeWhole(text) : this.#take(text));
    this.fields = [
      field("Registrations (JSON)", this.#text, "The plan's business, and its a2p, its tollFreeVerification or both. Reviews take days; the tenant is usable before."),
      field("The same from a file", planFile(take), "A file with a whole plan fills the other fields, too."),
    ];
  }

  #take(text) {
    this.#text.value = text;
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What they add to the plan; undefined if they cannot be read. */
  get plan() {
    return read(this.#text.value).plan;
  }

  /** Takes those of a whole plan. */
  set plan(plan) {
    const given = MEMBERS.filter((name) => plan[name]).map((name) => [name, plan[name]]);
    this.#text.value = given.length > 0 ? JSON.stringify(Object.fromEntries(given), null, 2) : "";
    this.#text.closest("details")?.toggleAttribute("open", given.length > 0);
  }

  /** Why they cannot be read, if they cannot. */
  get fault() {
    return read(this.#text.value).fault;
  }
}

/** Whether a text is a plan that says more than registrations. */
function isWhole(text) {
  try {
    const plan = JSON.parse(text);
    return plan !== null && typeof plan === "object" && Object.keys(plan).some((name) => !MEMBERS.includes(name));
  } catch {
    return false;
  }
}

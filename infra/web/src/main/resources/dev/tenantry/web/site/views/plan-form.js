import { curlTrigger, Problem } from "../lib/api.js";
import { attribute, h } from "../lib/dom.js";
import { money } from "../lib/format.js";
import { choice, faultOf, field, focusFault, input, NumbersInput, planOf, showFaults } from "./fields.js";
import { copyButton, problemBox, simulatedChip } from "./parts.js";

const DEBOUNCE_MS = 400;
/** As the API has it: an id stands in URLs. */
const ORG_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
const ORG_RULE = "The id is 1 to 40 letters, digits, - or _, beginning with a letter or digit.";
const REGISTRATIONS = /^\/(business|a2p|tollFreeVerification)\b/;
const ADDRESS = [
  ["customerName", "Name"],
  ["street", "Street"],
  ["city", "City"],
  ["region", "State or region"],
  ["postalCode", "Postal code"],
  ["country", "Country code"],
];
const BUTTON = "Trigger Provisioning";

/** Asks for a job: an organisation, a plan, what the plan costs, and the button. */
export class PlanForm extends HTMLElement {
  #api;
  #triggered;
  #org = input("/org", { placeholder: "acme", autocapitalize: "none", required: true });
  #parts = h("fieldset", { class: "parts" }, field("Display name, if you like", input("/displayName")), new NumbersInput(), sections((part) => this.#openRegistrations(part)));
  #registrations;
  #byHand = h("input", { type: "checkbox" });
  #json = h("textarea", { name: "/json", rows: "12", spellcheck: "false", readonly: true });
  #cost = h("div", { class: "cost", "aria-live": "polite", hidden: true });
  #outcome = h("div");
  #button = h("button", { type: "submit", class: "primary" }, BUTTON);
  #form = h("form", { novalidate: true });
  #timer;
  #estimating = new AbortController();
  /** Pressed again after no answer came, the same request must not make a second job. */
  #attempt = {};
  /** Whether what is missing is told: not before the button was pressed. */
  #pressed = false;

  /** @param triggered is called with the job that was asked for */
  constructor(api, triggered) {
    super();
    this.#api = api;
    this.#triggered = triggered;
  }

  connectedCallback() {
    const hint = "Your own id of the customer. An organisation that has a tenant gets only what it lacks.";
    this.#form.append(
      field("Organisation", this.#org, hint),
      this.#parts,
      section("Advanced", "the plan as JSON", "/json", [
        field("Write the plan by hand; the fields above then say nothing", this.#byHand),
        field("Plan", this.#json),
      ]),
      this.#cost,
      this.#outcome,
      h("div", { class: "actions" }, this.#button, copyButton("as curl", () => curlTrigger(location.origin, this.#org.value.trim(), this.#json.value))),
    );
    this.append(h("h2", {}, BUTTON), this.#form);
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#form.addEventListener("input", () => this.#changed());
    this.#form.addEventListener("focusout", () => this.#changed());
    this.#changed();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#estimating.abort();
  }

  #control(name) {
    return this.#form.elements[name];
  }

  async #openRegistrations(part) {
    const { RegistrationsInput } = await import("./registrations-input.js");
    if (!this.#registrations) {
      this.#registrations = new RegistrationsInput();
      part.append(...this.#registrations.fields);
    }
  }

  #changed() {
    const byHand = this.#byHand.checked;
    const alarm = this.#control("alarm").checked;
    this.#parts.disabled = byHand;
    this.#json.readOnly = !byHand;
    this.#control("/spendAlarm/amount").disabled = !alarm;
    this.#control("/spendAlarm/period").disabled = !alarm;
    if (!byHand) {
      this.#json.value = JSON.stringify({ ...planOf(this.#parts), ...(!alarm && { spendAlarm: null }), ...this.#registrations?.plan }, null, 2);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#estimate(), DEBOUNCE_MS);
  }

  /** @throws SyntaxError when what was written by hand is not JSON */
  get #plan() {
    return JSON.parse(this.#json.value);
  }

  async #estimate() {
    this.#estimating.abort();
    this.#estimating = new AbortController();
    const { signal } = this.#estimating;
    const org = this.#org.value.trim();
    try {
      const estimate = await this.#api.estimate(ORG_ID.test(org) ? org : "", this.#plan, signal);
      this.#place([]);
      this.#showCost(...costOf(estimate));
    } catch (error) {
      if (!signal.aborted) {
        this.#noEstimate(error);
      }
    }
  }

  #noEstimate(error) {
    // What somebody is still typing is not called wrong, unless it was before.
    const { name, ariaInvalid } = document.activeElement;
    this.#place((error.errors ?? []).map((fault) => this.#at(fault)).filter(({ pointer }) => pointer !== name || ariaInvalid));
    this.#showCost(error.errors?.length > 0 ? "The cost shows when the plan has no fault." : `The cost is not known: ${error.message}`);
  }

  #showCost(...content) {
    const cost = h("div", {}, ...content);
    const wasOpen = this.#cost.querySelector("details")?.open;
    this.#cost.hidden = false;
    // The same again is not read out again.
    if (this.#cost.textContent !== cost.textContent) {
      this.#cost.replaceChildren(...cost.childNodes);
      this.#cost.querySelector("details")?.toggleAttribute("open", wasOpen === true);
    }
  }

  /** A fault with the name of its field: a plan by hand is one field, and so are the registrations. */
  #at({ pointer, detail }) {
    const whole = this.#byHand.checked ? "/json" : REGISTRATIONS.test(pointer) && "registrations";
    return whole ? { pointer: whole, detail: `${pointer} ${detail}` } : { pointer, detail };
  }

  /** Shows faults at their fields. Returns those without a place. */
  #place(faults) {
    return showFaults(this.#form, [...(this.#pressed ? this.#ownFaults() : []), ...faults]);
  }

  /** What the page itself sees. */
  #ownFaults() {
    const faults = ORG_ID.test(this.#org.value.trim()) ? [] : [{ pointer: "/org", detail: ORG_RULE }];
    if (this.#registrations?.fault && !this.#byHand.checked) {
      faults.push({ pointer: "registrations", detail: this.#registrations.fault });
    }
    try {
      return this.#plan && faults;
    } catch (error) {
      return [...faults, { pointer: "/json", detail: `This is not JSON: ${error.message}` }];
    }
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#button.ariaDisabled === "true") {
      return;
    }
    this.#pressed = true;
    this.#outcome.replaceChildren();
    this.#place([]);
    focusFault(this.#form);
    if (this.#ownFaults().length === 0) {
      attribute(this.#button, "aria-disabled", "true");
      await this.#trigger(this.#org.value.trim(), this.#plan);
      attribute(this.#button, "aria-disabled");
    }
  }

  async #trigger(org, plan) {
    const body = JSON.stringify([org, plan]);
    if (this.#attempt.body !== body) {
      this.#attempt = { body, key: crypto.randomUUID() };
    }
    try {
      this.#triggered(await this.#api.trigger(org, plan, this.#attempt.key));
    } catch (error) {
      this.#refused(error);
    }
  }

  #refused(error) {
    const refused = error instanceof Problem;
    const faults = refused ? error.errors.map((fault) => this.#at(fault)) : [];
    const elsewhere = this.#place(faults).map(({ pointer, detail }) => h("p", {}, h("code", {}, pointer), ` ${detail}`));
    if (refused) {
      this.#attempt = {};
    }
    if (faults.length === 0 || elsewhere.length > 0) {
      const unknown = "Whether the job was started is not known. Press again: it never makes a second one.";
      this.#outcome.replaceChildren(problemBox(error, unknown), ...elsewhere);
    }
    focusFault(this.#form);
  }
}

/** The parts of a plan that most leave as they are. */
const sections = (openRegistrations) => [
  registrations(openRegistrations),
  section("Messaging", "a messaging service, always", "/messaging", [
    url("Inbound URL", "/messaging/inboundUrl", "For messages that come in."),
    url("Status URL", "/messaging/statusUrl", "For what became of those that went out."),
  ]),
  section("Voice", "off unless you give a URL", "/voice", [
    url("Voice URL", "/voice/url", "Answers calls that come in, with TwiML."),
    url("Status URL", "/voice/statusUrl", "For how calls go."),
  ]),
  section("Verify and SIP", "off unless you ask", "/sipTrunk", [
    field("A Verify service, for one-time passcodes", h("input", { name: "/verify", type: "checkbox" })),
    field("SIP trunk: origination URL", input("/sipTrunk/originationUrl", { placeholder: "sip:pbx.example.com" }), "Where calls go that come in over the trunk."),
  ]),
  section(
    "Emergency address",
    "none unless you give one",
    "/emergencyAddress",
    ADDRESS.map(([name, label]) => field(label, input(`/emergencyAddress/${name}`))),
  ),
  section("Spend alarm", "100 US dollars monthly, unless you say otherwise", "/spendAlarm", [
    field("Tell me when the tenant spends more than", h("input", { name: "alarm", type: "checkbox", checked: true })),
    field("US dollars", input("/spendAlarm/amount", { inputmode: "decimal", value: "100" })),
    field("Period", choice("/spendAlarm/period", ["monthly", "daily", "yearly"])),
  ]),
];

function registrations(opened) {
  const part = section("A2P and toll-free registrations", "none unless you give them", "/a2p", []);
  part.addEventListener("toggle", () => opened(part.querySelector(".fields")));
  return part;
}

/** A part of the form that is closed at first, and what holds while it is. */
function section(title, said, pointer, fields) {
  const part = h("details", { "data-pointer": pointer });
  part.append(
    h("summary", {}, title, " ", h("span", { class: "meta" }, said)),
    h("div", { class: "fields" }, fields),
    faultOf(part),
  );
  return part;
}

const url = (label, name, hint) => field(label, input(name, { type: "url", placeholder: "https://" }), hint);

function costOf({ simulated, currency, once, monthly, lines }) {
  const amount = (value, per) => h("span", { class: "amount" }, h("strong", {}, money(value, currency)), ` ${per}`);
  const price = ({ total, per }) => (total === undefined ? "no charge of its own" : `${money(total, currency)} a ${per}`);
  const row = (line) => h("tr", {}, h("th", { scope: "row" }, line.description), h("td", {}, price(line)));
  return [
    h("p", {}, amount(monthly, "a month"), Number(once) !== 0 && amount(once, "once"), simulated && simulatedChip()),
    h("details", {}, h("summary", {}, "What it is made of"), h("table", {}, h("tbody", {}, lines.map(row)))),
  ];
}

customElements.define("plan-form", PlanForm);

import { curlTrigger, Problem } from "../lib/api.js";
import { attribute, h } from "../lib/dom.js";
import { money } from "../lib/format.js";
import { choice, faultOf, field, focusFault, input, NumbersInput, planFile, planOf, showFaults } from "./fields.js";
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
const NO_COST = "The cost shows when the plan has no fault.";
/** How long after an estimate that did not come another one is asked for. */
const ASK_AGAIN_MS = 5_000;

/** Asks for a job: an organisation, a plan, what the plan costs, and the button. Or for a retry with another plan. */
export class PlanForm extends HTMLElement {
  #api;
  #start;
  #accepted;
  /** The job that is to be retried, if that is what is asked for. */
  #retried;
  #org = input("/org", { placeholder: "acme", autocapitalize: "none", required: true });
  #numbers = new NumbersInput();
  #registrationsPart = registrations(() => this.#openRegistrations());
  #parts = h("fieldset", { class: "parts" }, field("Display name, if you like", input("/displayName")), this.#numbers, this.#registrationsPart, sections());
  #registrations;
  #byHand = h("input", { type: "checkbox" });
  #json = h("textarea", { name: "/json", rows: "12", spellcheck: "false", readonly: true });
  #file = planFile((text) => this.#load(text));
  #cost = h("div", { class: "cost", "aria-live": "polite", hidden: true });
  #outcome = h("div");
  #title = h("h2", {}, BUTTON);
  #button = h("button", { type: "submit", class: "primary" }, BUTTON);
  #form = h("form", { novalidate: true });
  #timer;
  #estimating = new AbortController();
  /** The request that the last estimate is of, or will be. */
  #estimated;
  /** What the API found wrong with the plan that it judged last. */
  #faults = [];
  /** The request that was refused when the button was pressed: no estimate of it takes back what was told then. */
  #refusal;
  /** Pressed again after no answer came, the same request must not make a second job. */
  #attempt = {};
  /** Whether missing values are reported: only after the button was pressed. */
  #pressed = false;
  #isTouched = false;

  /**
   * @param start what the form says at first: that of the job `{from}` or `{retry}`, which is to be retried, or else
   *     `{org}` and the `{draft}` that an earlier form gave
   * @param accepted is called with the job that was asked for
   */
  constructor(api, start, accepted) {
    super();
    this.#api = api;
    this.#start = start;
    this.#accepted = accepted;
  }

  connectedCallback() {
    const hint = "Your own id of the customer. An organisation that has a tenant gets only what it lacks.";
    this.#form.append(
      field("Organisation", this.#org, hint),
      this.#parts,
      section("Advanced", "the plan as JSON", "/json", [
        field("Load the plan from a file", this.#file),
        field("Write the plan by hand; the fields above then say nothing", this.#byHand),
        field("Plan", this.#json),
      ]),
      this.#cost,
      this.#outcome,
      h("div", { class: "actions" }, this.#button, copyButton("as curl", () => curlTrigger(location.origin, this.#org.value.trim(), this.#json.value))),
    );
    this.append(this.#title, this.#form);
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#form.addEventListener("input", () => {
      this.#isTouched = true;
      this.#changed();
    });
    this.#form.addEventListener("focusout", () => this.#changed());
    this.#changed();
    this.#begin();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#estimating.abort();
  }

  /** What was filled in, for a later form; undefined if nothing was. */
  get draft() {
    const { from, retry, draft } = this.#start;
    return this.#isTouched && !from && !retry ? { org: this.#org.value, text: this.#json.value } : draft;
  }

  async #begin() {
    const { org, draft, from, retry } = this.#start;
    if (from || retry) {
      await this.#beginWith(retry ?? from);
    } else {
      this.#org.value = org ?? draft?.org ?? "";
      this.#isTouched = draft !== undefined;
      await (draft && this.#load(draft.text));
    }
  }

  /** Nothing can be changed, or asked for, before the job's plan is there. */
  async #beginWith(id) {
    this.#form.inert = true;
    try {
      const { job } = await this.#api.job(id);
      this.#org.value = job.orgId;
      if (this.#start.retry) {
        this.#retried = job;
        this.#org.readOnly = true;
        this.#title.textContent = "Retry with another plan";
        this.#button.textContent = "Retry";
      }
      await this.#fill(job.plan);
      this.#form.inert = false;
    } catch (error) {
      this.#form.before(problemBox(error, "Load this page again when it is back."));
    }
  }

  #control(name) {
    return this.#form.elements[name];
  }

  async #openRegistrations() {
    const { RegistrationsInput } = await import("./registrations-input.js");
    if (!this.#registrations) {
      this.#registrations = new RegistrationsInput((text) => this.#load(text));
      this.#registrationsPart.querySelector(".fields").append(...this.#registrations.fields);
    }
  }

  /** Takes a plan as text. What is no JSON object stands there to be corrected by hand. */
  async #load(text) {
    let plan;
    try {
      plan = JSON.parse(text);
    } catch {
      // Told at the text.
    }
    if (plan && typeof plan === "object" && !Array.isArray(plan)) {
      await this.#fill(plan, text);
    } else {
      this.#writeByHand(text);
    }
  }

  /** Fills the fields; a plan that they cannot say as a whole stands there as JSON. */
  async #fill(plan, text = JSON.stringify(plan, null, 2)) {
    await this.#openRegistrations();
    const { fill, says } = await import("./plan-fields.js");
    this.#byHand.checked = false;
    this.#numbers.reset(plan.numbers?.length);
    fill(this.#parts, plan);
    this.#registrations.plan = plan;
    this.#changed();
    if (!says(this.#plan, plan)) {
      this.#writeByHand(text);
    }
  }

  #writeByHand(text) {
    this.#byHand.checked = true;
    this.#json.value = text;
    this.#json.closest("details").open = true;
    this.#changed();
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
    if (this.#request !== this.#estimated) {
      this.#estimated = this.#request;
      this.#estimating.abort();
      this.#estimateIn(DEBOUNCE_MS);
    }
    this.#showFaults();
  }

  /** @throws SyntaxError when what was written by hand is not JSON */
  get #plan() {
    return JSON.parse(this.#json.value);
  }

  /** What would be asked for now. */
  get #request() {
    return JSON.stringify([this.#org.value.trim(), this.#json.value]);
  }

  #estimateIn(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#estimate(), ms);
  }

  /** Only an answer about what the form says now counts, and only one that judges it changes the message about it. */
  async #estimate() {
    this.#estimating = new AbortController();
    const { signal } = this.#estimating;
    const org = this.#org.value.trim();
    if (this.#textFault) {
      this.#showCost(NO_COST);
      return;
    }
    try {
      const estimate = await this.#api.estimate(ORG_ID.test(org) ? org : "", this.#plan, signal);
      if (!signal.aborted) {
        this.#judged([]);
        this.#showCost(...costOf(estimate), ...findingsOf(estimate));
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#noEstimate(error);
      }
    }
  }

  #noEstimate(error) {
    if (error.errors?.length > 0) {
      this.#judged(error.errors);
      this.#showCost(NO_COST);
    } else {
      this.#showCost(`The cost is not known: ${error.message}`);
      this.#estimateIn(ASK_AGAIN_MS);
    }
  }

  #judged(faults) {
    if (this.#request !== this.#refusal) {
      this.#faults = faults;
    }
    this.#showFaults();
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

  /**
   * Shows what is wrong at its fields; returns what has no place. What somebody is still typing is not called wrong,
   * unless it was before.
   */
  #showFaults(also) {
    const { name, ariaInvalid } = document.activeElement;
    const faults = [...this.#ownFaults, ...this.#faults.map((fault) => this.#at(fault))];
    return showFaults(this.#form, faults.filter(({ pointer }) => also || pointer !== name || ariaInvalid));
  }

  /** What the page itself sees. */
  get #ownFaults() {
    const org = ORG_ID.test(this.#org.value.trim()) || !this.#pressed ? [] : [{ pointer: "/org", detail: ORG_RULE }];
    return this.#textFault ? [...org, this.#textFault] : org;
  }

  /** Why a text that should be JSON is not. */
  get #textFault() {
    if (this.#registrations?.fault && !this.#byHand.checked) {
      return { pointer: "registrations", detail: this.#registrations.fault };
    }
    try {
      return void this.#plan;
    } catch (error) {
      return { pointer: "/json", detail: `This is not JSON: ${error.message}` };
    }
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#button.ariaDisabled === "true" || this.#form.inert) {
      return;
    }
    this.#pressed = true;
    this.#outcome.replaceChildren();
    this.#changed();
    this.#showFaults(true);
    focusFault(this.#form);
    if (this.#ownFaults.length > 0) {
      return;
    }
    attribute(this.#button, "aria-disabled", "true");
    await this.#send(this.#org.value.trim(), this.#plan, this.#request);
    attribute(this.#button, "aria-disabled");
  }

  async #send(org, plan, request) {
    if (this.#attempt.request !== request) {
      this.#attempt = { request, key: crypto.randomUUID() };
    }
    try {
      const job = await (this.#retried ? this.#api.act(this.#retried.id, "retry", plan) : this.#api.trigger(org, plan, this.#attempt.key));
      this.#isTouched = false;
      this.#start = {};
      // A reader who has opened another view meanwhile stays there.
      if (this.isConnected) {
        this.#accepted(job);
      }
    } catch (error) {
      this.#refused(error, request);
    }
  }

  #refused(error, request) {
    if (!this.isConnected) {
      return;
    }
    const told = error.errors ?? [];
    if (error instanceof Problem && !error.retryable) {
      this.#attempt = {};
    }
    if (told.length > 0) {
      this.#refusal = request;
      this.#faults = told;
    }
    const placeless = told.length > 0 ? this.#showFaults(true) : [];
    const elsewhere = placeless.map(({ pointer, detail }) => h("p", {}, h("code", {}, pointer), ` ${detail}`));
    if (told.length === 0 || elsewhere.length > 0) {
      const unknown = "Whether the job was started is not known. Press again: a second job is never created.";
      this.#outcome.replaceChildren(problemBox(error, unknown), ...elsewhere);
    }
    focusFault(this.#form);
    if (request !== this.#request) {
      // The plan was changed meanwhile, and may have been judged before this one was.
      this.#estimateIn(DEBOUNCE_MS);
    }
  }
}

/** The parts of a plan that most leave as they are. */
const sections = () => [
  section("Messaging", "a messaging service, always", "/messaging", [
    url("Inbound URL", "/messaging/inboundUrl", "For messages that come in."),
    url("Status URL", "/messaging/statusUrl", "For the delivery status of outbound messages."),
    field("Alphanumeric sender", input("/messaging/alphaSender", { maxlength: 11 }), "A name in place of the number; not in the US."),
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
  part.addEventListener("toggle", opened);
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
    h("details", {}, h("summary", {}, "Price lines"), h("table", {}, h("tbody", {}, lines.map(row)))),
  ];
}

/** What the pre-flight found, the rejections first. */
function findingsOf({ findings = [] }) {
  const item = ({ pointer, code, sentence }) => h("li", {}, h("code", {}, pointer), ` ${sentence}`, code && ` [${code}]`);
  const list = (word, said, tone) => {
    const found = findings.filter(({ severity }) => severity === word);
    return found.length > 0 && h("div", { class: "reviews", "data-tone": tone }, h("p", {}, said), h("ul", {}, found.map(item)));
  };
  return [list("rejection", "Reviewers would reject this:", "bad"), list("warning", "Reviewers may ask about this:", "waiting")];
}

customElements.define("plan-form", PlanForm);

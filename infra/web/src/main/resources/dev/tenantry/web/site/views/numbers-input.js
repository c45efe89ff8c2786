import { attribute, h } from "../lib/dom.js";
import { faultOf, field } from "./field.js";

const COUNTRIES = ["US", "CA", "GB", "AU", "DE", "FR", "ES", "IT", "NL", "SE", "PL", "BR", "MX", "JP"];
const NAMES = new Intl.DisplayNames("en", { type: "region" });
/** Where Twilio can search by area code. */
const WITH_AREA_CODES = ["US", "CA"];

/** The groups of numbers of a plan. */
export class NumbersInput extends HTMLElement {
  #groups = h("div");

  connectedCallback() {
    const part = h("fieldset", { "data-pointer": "/numbers" });
    const countries = COUNTRIES.map((code) => h("option", { value: code }, NAMES.of(code)));
    part.append(
      h("legend", {}, "Phone numbers"),
      this.#groups,
      faultOf(part),
      h("button", { type: "button", class: "quiet", onclick: () => this.#addMore() }, "Add another kind of number"),
    );
    this.append(part, h("datalist", { id: "countries" }, countries));
    this.#add("2");
  }

  #addMore() {
    const group = this.#add("1");
    control(group, "country").focus();
    this.#changed();
  }

  /** Asks for what the API's default plan has, but for the count. */
  #add(count) {
    const text = { autocomplete: "off", spellcheck: "false" };
    const group = h("div", { class: "group", role: "group", oninput: () => fit(group) });
    group.append(
      field("Country", h("input", { ...text, "data-of": "country", value: "US", maxlength: "2", list: "countries" })),
      field("Type", h("select", { "data-of": "type" }, ...["local", "toll-free", "mobile"].map((type) => h("option", {}, type)))),
      field("Area code", h("input", { ...text, "data-of": "areaCode", inputmode: "numeric", maxlength: "3", placeholder: "any" })),
      field("Count", h("input", { ...text, "data-of": "count", inputmode: "decimal", value: count })),
      field("Anywhere when sold out", h("input", { "data-of": "widen", type: "checkbox" })),
      h("button", { type: "button", class: "quiet remove", onclick: () => this.#remove(group) }, "Remove"),
      faultOf(group),
    );
    this.#groups.append(group);
    fit(group);
    this.#number();
    return group;
  }

  #remove(group) {
    const beside = group.previousElementSibling ?? group.nextElementSibling;
    group.remove();
    this.#number();
    control(beside, "country").focus();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A group's place in the plan is its place on the page. */
  #number() {
    const groups = [...this.#groups.children];
    groups.forEach((group, index) => {
      attribute(group, "data-pointer", `/numbers/${index}`);
      attribute(group, "aria-label", `Numbers, kind ${index + 1}`);
      group.querySelectorAll("[data-of]").forEach((input) => (input.name = `/numbers/${index}/${input.dataset.of}`));
      group.querySelector(".remove").hidden = groups.length === 1;
    });
  }
}

/** An area code can be asked for with some numbers only. */
function fit(group) {
  const country = control(group, "country");
  country.value = country.value.toUpperCase();
  const areaCode = control(group, "areaCode");
  areaCode.disabled = control(group, "type").value !== "local" || !WITH_AREA_CODES.includes(country.value);
  control(group, "widen").disabled = areaCode.disabled || areaCode.value.trim() === "";
}

const control = (group, name) => group.querySelector(`[data-of=${name}]`);

customElements.define("numbers-input", NumbersInput);

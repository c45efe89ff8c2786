/** Form fields with a label, a hint, and a place for what is wrong with them. */

import { attribute, h } from "../lib/dom.js";

/** Where Twilio can search by area code. */
const WITH_AREA_CODES = ["US", "CA"];

let made = 0;

/** A field. Errors of its control are shown beneath it; a control's name is a JSON Pointer into the plan. */
export function field(label, control, hint) {
  control.id = `field-${++made}`;
  const box = control.type === "checkbox" || control.type === "radio";
  const caption = h("label", { for: control.id }, label);
  const note = hint && h("p", { class: "hint", id: `${control.id}-hint` }, hint);
  attribute(control, "aria-describedby", note?.id);
  return h(
    "div",
    { class: box ? "field box" : "field" },
    box ? [control, caption] : [caption, control],
    note,
    faultOf(control),
  );
}

export const input = (name, more) => h("input", { name, autocomplete: "off", spellcheck: "false", ...more });

export const choice = (name, words) => h("select", { name }, words.map((word) => h("option", {}, word)));

/** Where the errors of a control, or of a part of the form, are shown. */
export function faultOf(part) {
  part.id ||= `part-${++made}`;
  return h("p", { class: "fault", id: `${part.id}-fault`, hidden: true });
}

/** Shows faults, `{pointer, detail}`, at what the pointers name, or at the nearest above. Returns those without a place. */
export function showFaults(form, faults) {
  clearFaults(form);
  return faults.filter(({ pointer, detail }) => {
    const place = nearest(form, pointer);
    if (place) {
      tell(place, detail);
    }
    return !place;
  });
}

/** Moves to the first place that has a fault. */
export function focusFault(form) {
  form.querySelector("[aria-invalid], .fault:not([hidden])")?.focus();
}

function clearFaults(form) {
  form.querySelectorAll(".fault").forEach((told) => (told.hidden = true));
  form.querySelectorAll("[aria-invalid]").forEach((control) => {
    control.removeAttribute("aria-invalid");
    attribute(control, "aria-describedby", document.getElementById(`${control.id}-hint`)?.id);
  });
}

function nearest(form, pointer) {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const place = form.querySelector(`[name="${CSS.escape(at)}"], [data-pointer="${CSS.escape(at)}"]`);
    if (place) {
      return place;
    }
  }
  return undefined;
}

function tell(place, detail) {
  const told = document.getElementById(`${place.id}-fault`);
  told.textContent = told.hidden ? detail : `${told.textContent}\n${detail}`;
  told.hidden = false;
  if (place.name) {
    const hint = document.getElementById(`${place.id}-hint`);
    attribute(place, "aria-invalid", "true");
    attribute(place, "aria-describedby", hint ? `${told.id} ${hint.id}` : told.id);
  } else {
    told.tabIndex = -1;
  }
  place.closest("details")?.setAttribute("open", "");
}

/** A file whose text is taken as a plan; of several that are chosen in a row, the last. */
export function planFile(take) {
  const control = h("input", { type: "file", accept: ".json" });
  control.addEventListener("change", async () => {
    const [file] = control.files;
    const text = await file?.text();
    if (file && file === control.files[0]) {
      take(text);
    }
  });
  return control;
}

/** The plan of a form's controls. What is empty, not checked or not enabled is left out. */
export function planOf(form) {
  const plan = {};
  for (const control of form.elements) {
    const value = valueOf(control);
    if (control.name?.startsWith("/") && !control.disabled && value !== undefined) {
      put(plan, control.name.slice(1).split("/"), value);
    }
  }
  return plan;
}

function valueOf({ type, inputMode, value, checked }) {
  const text = value?.trim();
  if (type === "checkbox") {
    return checked || undefined;
  }
  // What is no number is sent as it is: the API says what is wrong with it.
  return inputMode === "decimal" && text && Number.isFinite(Number(text)) ? Number(text) : text || undefined;
}

function put(target, [name, ...rest], value) {
  if (rest.length === 0) {
    target[name] = value;
  } else {
    target[name] ??= /^\d+$/.test(rest[0]) ? [] : {};
    put(target[name], rest, value);
  }
}

/** The groups of numbers of a plan. */
export class NumbersInput extends HTMLElement {
  #groups = h("div");

  connectedCallback() {
    const part = h("fieldset", { "data-pointer": "/numbers" });
    part.append(
      h("legend", {}, "Phone numbers"),
      this.#groups,
      faultOf(part),
      h("button", { type: "button", onclick: () => this.#addMore() }, "Add another kind of number"),
    );
    this.append(part);
    this.#add("2");
  }

  /** Starts again with this number of empty groups. */
  reset(count = 0) {
    this.#groups.replaceChildren();
    Array.from({ length: Math.max(1, count) }, () => this.#add(count > 0 ? "1" : "2"));
  }

  #addMore() {
    of(this.#add("1"), "country").focus();
    this.#changed();
  }

  /** Asks for what the API's default plan has, but for the count. */
  #add(count) {
    const group = h("div", { class: "group", role: "group", oninput: () => fit(group) });
    group.append(
      field("Country", input("country", { value: "US", maxlength: "2", list: "countries" })),
      field("Type", choice("type", ["local", "toll-free", "mobile"])),
      field("Area code", input("areaCode", { inputmode: "numeric", maxlength: "3", placeholder: "any" })),
      field("Count", input("count", { inputmode: "decimal", value: count })),
      field("Anywhere when sold out", h("input", { name: "widen", type: "checkbox" })),
      h("button", { type: "button", class: "remove", onclick: () => this.#remove(group) }, "Remove"),
      faultOf(group),
    );
    this.#groups.append(group);
    this.#number();
    fit(group);
    return group;
  }

  #remove(group) {
    const beside = group.previousElementSibling ?? group.nextElementSibling;
    group.remove();
    this.#number();
    of(beside, "country").focus();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A group's place in the plan is its place on the page. */
  #number() {
    const groups = [...this.#groups.children];
    groups.forEach((group, index) => {
      const place = `/numbers/${index}`;
      attribute(group, "data-pointer", place);
      attribute(group, "aria-label", `Numbers, kind ${index + 1}`);
      group.querySelectorAll("[name]").forEach((control) => {
        control.name = `${place}/${control.name.split("/").at(-1)}`;
      });
      group.querySelector(".remove").hidden = groups.length === 1;
    });
  }
}

/** An area code can be asked for with some numbers only. */
export function fit(group) {
  const country = of(group, "country");
  const areaCode = of(group, "areaCode");
  country.value = country.value.toUpperCase();
  areaCode.disabled = of(group, "type").value !== "local" || !WITH_AREA_CODES.includes(country.value);
  of(group, "widen").disabled = areaCode.disabled || areaCode.value.trim() === "";
}

const of = (group, name) => group.querySelector(`[name$=${name}]`);

customElements.define("numbers-input", NumbersInput);

/** Form fields with a label, a hint, and a place for what is wrong with them. */

import { attribute, h } from "../lib/dom.js";

let made = 0;

/** A field. The fault of a control is told beneath it; which one that is, its name says: a JSON Pointer into the plan. */
export function field(label, control, { hint, optional, wide } = {}) {
  control.id = `field-${++made}`;
  const box = control.type === "checkbox";
  const caption = h("label", { for: control.id }, label, optional && h("span", { class: "meta" }, " optional"));
  const note = hint && h("p", { class: "hint", id: `${control.id}-hint` }, hint);
  attribute(control, "aria-describedby", note?.id);
  return h(
    "div",
    { class: `field${box ? " box" : ""}${wide ? " wide" : ""}` },
    ...(box ? [control, caption] : [caption, control]),
    note,
    faultOf(control),
  );
}

/** Where the faults of a control are told, or of a part of the form. */
export function faultOf(part) {
  part.id ||= `part-${++made}`;
  return h("p", { class: "fault", id: `${part.id}-fault`, hidden: true });
}

/**
 * Shows faults, `{pointer, detail}`, at the controls or parts that the pointers name, or at the nearest above them.
 *
 * @returns those without any place
 */
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

export function clearFaults(form) {
  form.querySelectorAll(".fault").forEach((told) => (told.hidden = true));
  form.querySelectorAll("[aria-invalid]").forEach((control) => {
    control.removeAttribute("aria-invalid");
    attribute(control, "aria-describedby", document.getElementById(`${control.id}-hint`)?.id);
  });
}

/** Moves to the first place that has a fault. */
export function focusFault(form) {
  form.querySelector("[aria-invalid], .fault:not([hidden])")?.focus();
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
  told.textContent = told.hidden ? detail : `${told.textContent} ${detail}`;
  told.hidden = false;
  if (place.name) {
    attribute(place, "aria-invalid", "true");
    const hint = document.getElementById(`${place.id}-hint`);
    attribute(place, "aria-describedby", [told.id, hint?.id].filter(Boolean).join(" "));
  } else {
    told.tabIndex = -1;
  }
  place.closest("details")?.setAttribute("open", "");
}

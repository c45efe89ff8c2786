/** Fills a form's fields from a plan. Loaded when there is one. */

import { fit } from "./fields.js";

/** Gives every control what the plan says at its pointer, or what it says at first. */
export function fill(form, plan) {
  const controls = [...form.elements].filter(({ name }) => name);
  controls.filter(({ name }) => name.startsWith("/")).forEach((control) => set(control, at(plan, control.name)));
  form.elements.alarm.checked = plan.spendAlarm !== null;
  form.querySelectorAll(".group").forEach(fit);
}

function set(control, value) {
  if (control.type === "checkbox") {
    control.checked = value === true;
  } else {
    control.value = value ?? control.defaultValue ?? control.options[0].value;
  }
}

const at = (plan, pointer) =>
  pointer
    .slice(1)
    .split("/")
    .reduce((value, name) => value?.[name], plan);

/** Whether a plan says everything that another one does. What is null, false or empty says nothing, but for the alarm. */
export function says(plan, other) {
  if (Array.isArray(other)) {
    return Array.isArray(plan) && plan.length === other.length && other.every((value, index) => says(plan[index], value));
  }
  if (other !== null && typeof other === "object") {
    return Object.entries(other).every(([name, value]) => says(plan?.[name], value));
  }
  return other === null || other === false || other === "" ? !plan : plan === other;
}

/** A plan, as a form holds it and as the API reads it. */

/**
 * The plan of a form, in which a control's name is the JSON Pointer of what it sets. What is empty, not checked or not
 * enabled is left out, so that the API's default holds.
 */
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

/** The curl command that asks for a job. */
export const curlTrigger = (origin, org, plan) =>
  [
    `curl -i -X POST ${quote(`${origin}/v1/orgs/${org || "ORG"}/provisioning-jobs`)}`,
    "-H 'Content-Type: application/json'",
    `-d ${quote(JSON.stringify(plan))}`,
  ].join(" \\\n     ");

/** The curl command that reads a job. */
export const curlJob = (origin, id) => `curl -s ${quote(`${origin}/v1/provisioning-jobs/${id}`)}`;

/** For a POSIX shell. */
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

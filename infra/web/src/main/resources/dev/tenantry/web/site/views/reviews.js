/** What a job says whose registrations wait for reviews, or were rejected. Loaded when it is needed. */

import { h } from "../lib/dom.js";
import { isRejected } from "../lib/job.js";
import { copyButton } from "./parts.js";

/** The kinds of resources that are reviewed. */
const REVIEWED = ["customer-profile", "trust-product", "brand", "campaign", "toll-free-verification"];

/** Shows it in a place, or nothing there. What is shown already is left alone. */
export function show(place, job) {
  const { id, status, simulated, steps } = job;
  const waiting = status === "WAITING" ? steps.filter((step) => step.status === "WAITING") : [];
  const rejected = steps.some(isRejected);
  const shown = JSON.stringify([id, status, rejected, waiting.map(({ name, resources }) => [name, resources])]);
  if (place.dataset.shown === shown) {
    return;
  }
  place.dataset.shown = shown;
  place.replaceChildren(
    ...(rejected ? [correction(id)] : []),
    ...(status === "WAITING" ? [openReviews(job, simulated ? waiting : [])] : []),
  );
}

const openReviews = ({ orgId }, simulated) =>
  h(
    "div",
    { class: "reviews", "data-tone": "waiting" },
    h("p", {}, h("strong", {}, "The tenant is usable; reviews by others are open."), " You may close this page: it goes on by itself."),
    simulated.length > 0 && h("details", {}, h("summary", {}, "Decide a review yourself: it is simulated"), simulated.flatMap((step) => decisions(orgId, step))),
  );

const correction = (id) =>
  h(
    "div",
    { class: "reviews", "data-tone": "bad" },
    h("p", {}, "Retry submits the same once more. To submit what was corrected:"),
    command(retryCommand(location.origin, id)),
  );

function decisions(orgId, { title, resources = [] }) {
  const sids = resources.filter(({ type }) => REVIEWED.includes(type)).map(({ sid }) => sid);
  const lines = (sids.length > 0 ? sids : [undefined]).flatMap((sid) => reviewCommands(orgId, sid));
  return [h("p", {}, h("strong", {}, title)), ...lines.map(command)];
}

const command = (line) => h("p", { class: "command" }, h("code", {}, line), copyButton(line, () => line, true));

/** The commands that end a simulated review, well and badly; without an id, the only one that is open. */
export function reviewCommands(orgId, sid) {
  const review = ["infra/provisioning review", orgId, sid].filter(Boolean).join(" ");
  return [`${review} --approve`, `${review} --reject 30896`];
}

/** The command that takes a job up again with another plan. */
export const retryCommand = (origin, id) =>
  `infra/provisioning retry ${id} --plan corrected.json --watch --endpoint ${origin}`;

/** What a job says whose registrations wait for reviews, or were rejected. Loaded when it is needed. */

import { follow, h, say } from "../lib/dom.js";
import { isRejected } from "../lib/job.js";
import { copyButton, problemBox } from "./parts.js";

/** What a simulated Twilio reviews: `{open: [{sid, accountSid, kind}]}`, oldest first. */
const SIMULATOR = "/_simulator/reviews";

/** Shows it in a place, or nothing there. */
export function show(place, job, api) {
  const parts = [
    ["rejected", job.steps.some(isRejected), () => correction(job.id)],
    ["open", job.status === "WAITING", () => new OpenReviews(job, api)],
  ];
  const shown = parts.filter(([, holds]) => holds);
  follow(place, shown, ([key]) => key, ([, , make]) => make(), (part) => part.refresh?.());
}

const correction = (id) => {
  const line = retryCommand(location.origin, id);
  return h(
    "div",
    { class: "reviews", "data-tone": "bad" },
    h("p", {}, "Retry submits the same once more. To submit what was corrected, ", h("a", { href: `/?retry=${id}` }, "edit the plan and retry"), ", or:"),
    h("p", { class: "command" }, h("code", {}, line), copyButton(line, () => line, true)),
  );
};

/** The command that takes a job up again with another plan. */
export const retryCommand = (origin, id) =>
  `infra/provisioning retry ${id} --plan corrected.json --watch --endpoint ${origin}`;

/** Says that others decide; where these are simulated, one can do it oneself. */
class OpenReviews extends HTMLElement {
  #api;
  #job;
  #list = h("ul");
  #none = h("p", { class: "meta" });
  /** Why the list is not there, and why the last decision was not taken. */
  #unread = h("div");
  #undecided = h("div");
  #asked = 0;
  #details = h("details", {}, h("summary", {}, "Decide a review yourself: it is simulated"), this.#list, this.#none, this.#unread, this.#undecided);

  constructor(job, api) {
    super();
    this.#job = job;
    this.#api = api;
    this.#details.addEventListener("toggle", () => this.refresh());
  }

  connectedCallback() {
    this.className = "reviews";
    this.dataset.tone = "waiting";
    const told = h("strong", {}, "The tenant is usable; reviews by others are open.");
    this.replaceChildren(h("p", {}, told, " You may close this page: the job continues by itself."), this.#job.simulated ? this.#details : "");
  }

  /** Shows what is open now, if anybody wants to see it; of several answers, that to the last question. */
  async refresh() {
    const asked = ++this.#asked;
    const isLast = () => asked === this.#asked;
    if (this.#details.open) {
      await attempt(this.#unread, async () => {
        const { open } = await this.#api.get(SIMULATOR);
        return isLast() && this.#show(open);
      }, isLast);
    }
  }

  #show(reviews) {
    const account = this.#job.steps.flatMap(({ resources }) => resources ?? []).find(({ type }) => type === "account");
    const open = reviews.filter(({ accountSid }) => accountSid === account?.sid);
    follow(this.#list, open, ({ sid }) => sid, (review) => this.#row(review));
    this.#none.textContent = open.length > 0 ? "" : "Nothing is being reviewed at this moment.";
  }

  #row({ sid, kind }) {
    const name = kind.replaceAll("-", " ");
    const button = (word, type, said) =>
      h("button", { type: "button", "aria-label": `${word} ${name} ${sid}`, onclick: () => this.#decide(sid, type, `${said} the ${name}.`) }, word);
    return h(
      "li",
      { class: "command" },
      h("span", {}, name, " ", h("code", {}, sid)),
      h("span", { class: "actions" }, button("Approve", "approve", "Approved"), button("Reject", "reject", "Rejected")),
    );
  }

  #decide(sid, type, said) {
    return attempt(this.#undecided, async () => {
      await this.#api.post(`${SIMULATOR}/decisions`, { sid, outcome: { type } }).then(() => say(said), endedMeanwhile);
      this.#details.querySelector("summary").focus();
      await this.refresh();
    });
  }
}

/** Does some work, and says at a place why it was not done, as long as that still matters. */
async function attempt(place, work, matters = () => true) {
  try {
    await work();
    place.replaceChildren();
  } catch (error) {
    if (matters()) {
      place.replaceChildren(problemBox(error, "Press again when it is back."));
    }
  }
}

function endedMeanwhile(error) {
  if (error.status !== 404) {
    throw error;
  }
}

customElements.define("open-reviews", OpenReviews);

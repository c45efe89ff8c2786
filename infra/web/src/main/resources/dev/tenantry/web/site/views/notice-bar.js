/** What the operator should know about an organisation. Loaded when there is something. */

import { follow, h, say } from "../lib/dom.js";
import { when } from "../lib/format.js";
import { icon } from "./parts.js";

const MOST_NOTICES = 3;

/** Adds notices to those that a place shows; those that are new are said, too. */
export function show(place, notices, areNew) {
  if (!place.hasChildNodes()) {
    place.append(new NoticeBar());
  }
  place.firstChild.take(notices, areNew);
}

/** The newest notices of an organisation, newest first. */
class NoticeBar extends HTMLElement {
  #list = h("ul");
  #notices = [];

  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Notices of the organisation");
    this.append(this.#list);
  }

  take(notices, areNew) {
    const fresh = notices.filter(({ id }) => !this.#notices.some((known) => known.id === id));
    this.#notices = [...this.#notices, ...fresh].sort((one, other) => other.at.localeCompare(one.at));
    follow(this.#list, this.#notices.slice(0, MOST_NOTICES), ({ id }) => id, noticeItem);
    if (areNew) {
      fresh.forEach(({ message }) => say(`Notice: ${message}`));
    }
  }
}

const noticeItem = ({ at, severity, message: said, by }) =>
  h(
    "li",
    { "data-tone": severity === "warning" ? "waiting" : "busy" },
    icon("notice"),
    h("strong", {}, said),
    h("span", { class: "meta" }, h("time", { datetime: at }, when(at, Date.now())), by && ` · ${by}`),
  );

customElements.define("notice-bar", NoticeBar);

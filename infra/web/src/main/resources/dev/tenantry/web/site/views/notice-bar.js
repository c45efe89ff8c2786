import { say } from "../lib/announce.js";
import { follow, h } from "../lib/dom.js";
import { when } from "../lib/format.js";
import { icon } from "./parts.js";

const MOST = 3;

/** What the operator should know about an organisation, newest first. */
export class NoticeBar extends HTMLElement {
  #list = h("ul");
  #notices = [];

  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Notices of the organisation");
    this.append(this.#list);
    this.#take([]);
  }

  /** Loads what there is already. */
  async load(api, org) {
    try {
      this.#take(await api.notices(org));
    } catch {
      // Notices are extra: what is wrong with the server, the rest of the page tells.
    }
  }

  /** Takes a new one. */
  add(notice) {
    if (this.#take([notice])) {
      say(`Notice: ${notice.message}`);
    }
  }

  /** Whether there was anything new. */
  #take(notices) {
    const fresh = notices.filter(({ id }) => !this.#notices.some((known) => known.id === id));
    this.#notices = [...this.#notices, ...fresh].sort((one, other) => other.at.localeCompare(one.at));
    this.hidden = this.#notices.length === 0;
    follow(this.#list, this.#notices.slice(0, MOST), ({ id }) => id, item);
    return fresh.length > 0;
  }
}

const item = ({ at, severity, message, by }) =>
  h(
    "li",
    { "data-tone": severity === "warning" ? "waiting" : "busy" },
    icon("notice"),
    h("strong", {}, message),
    h("span", { class: "meta" }, h("time", { datetime: at }, when(at, Date.now())), by && ` · ${by}`),
  );

customElements.define("notice-bar", NoticeBar);

/** Asks for an access token. Loaded when the API asks for one and nothing gives it. */

import { h } from "../lib/dom.js";
import { field, focusFault, input, showFaults } from "./fields.js";

const NAME = "/token";
/** What a token may consist of (RFC 6750). */
const FORM = /^[\w.~+/-]+=*$/;

/** Asks; the token, or undefined if nobody gives one. */
export function askForToken(isRefused) {
  const dialog = new LoginDialog();
  document.body.append(dialog);
  if (isRefused) {
    dialog.refuse("The token is not accepted, or has expired.");
  }
  return dialog.answer;
}

class LoginDialog extends HTMLElement {
  #token = input(NAME, { type: "password", autofocus: true, required: true });
  #form = h("form", { novalidate: true });
  #dialog = h("dialog", { class: "card", "aria-labelledby": "login-title" });
  #given;
  #answered;

  constructor() {
    super();
    this.answer = new Promise((resolve) => (this.#answered = resolve));
  }

  connectedCallback() {
    this.#form.append(
      field("Access token", this.#token, "From your OpenID provider. It is kept until this tab is closed."),
      h(
        "div",
        { class: "actions" },
        h("button", { class: "primary" }, "Log in"),
        h("button", { type: "button", onclick: () => this.#dialog.close() }, "Not now"),
      ),
    );
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#dialog.append(h("h2", { id: "login-title" }, "Log in"), this.#form);
    this.#dialog.addEventListener("close", () => this.remove());
    this.append(this.#dialog);
    this.#dialog.showModal();
  }

  disconnectedCallback() {
    this.#answered(this.#given);
  }

  /** Says what is wrong. */
  refuse(detail) {
    showFaults(this.#form, [{ pointer: NAME, detail }]);
    focusFault(this.#form);
  }

  #submit(event) {
    event.preventDefault();
    const token = this.#token.value.trim();
    if (FORM.test(token)) {
      this.#given = token;
      this.#dialog.close();
    } else {
      this.refuse("This is no access token.");
    }
  }
}

customElements.define("login-dialog", LoginDialog);

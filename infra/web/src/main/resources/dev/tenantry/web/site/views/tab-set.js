import { attribute, h } from "../lib/dom.js";

/** Tabs after the ARIA pattern: one is in the tab order, arrow keys go to the others. The address names the chosen one. */
export class TabSet extends HTMLElement {
  #tabs;
  #buttons;
  #chosen;

  /** Each tab is `{key, label, panel}`. The event `chosen` tells that another one is shown. */
  constructor(tabs) {
    super();
    this.#tabs = tabs;
  }

  get chosen() {
    return this.#chosen;
  }

  connectedCallback() {
    this.#buttons = this.#tabs.map((tab) => this.#button(tab));
    const list = h("div", { role: "tablist", "aria-label": "Views of the job", onkeydown: (event) => this.#move(event) });
    list.append(...this.#buttons);
    this.append(list, ...this.#tabs.map(panelOf));
    this.#choose(this.#tabs.find(({ key }) => `#${key}` === location.hash) ?? this.#tabs[0]);
  }

  #button(tab) {
    const onclick = () => {
      this.#choose(tab);
      history.replaceState(null, "", tab === this.#tabs[0] ? location.pathname : `#${tab.key}`);
    };
    const { key, label } = tab;
    return h("button", { type: "button", role: "tab", id: `tab-${key}`, "aria-controls": `panel-${key}`, onclick }, label);
  }

  #choose(tab) {
    this.#chosen = tab.key;
    this.#tabs.forEach((other, index) => {
      other.panel.hidden = other !== tab;
      attribute(this.#buttons[index], "aria-selected", String(other === tab));
      attribute(this.#buttons[index], "tabindex", other === tab ? "0" : "-1");
    });
    this.dispatchEvent(new Event("chosen"));
  }

  #move({ key }) {
    const at = this.#buttons.indexOf(document.activeElement);
    const last = this.#buttons.length - 1;
    const to = { ArrowLeft: at === 0 ? last : at - 1, ArrowRight: at === last ? 0 : at + 1, Home: 0, End: last }[key];
    this.#buttons[to]?.focus();
    this.#buttons[to]?.click();
  }
}

function panelOf({ key, panel }) {
  attribute(panel, "role", "tabpanel");
  attribute(panel, "id", `panel-${key}`);
  attribute(panel, "aria-labelledby", `tab-${key}`);
  attribute(panel, "tabindex", "0");
  return panel;
}

customElements.define("tab-set", TabSet);

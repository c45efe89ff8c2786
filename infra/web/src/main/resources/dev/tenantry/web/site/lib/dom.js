/** Makes and changes elements, and says what changed. Texts are always texts: nothing here parses HTML. */

const REST_MS = 2_000;

/**
 * Makes an element. Attributes are named as in HTML; one that begins with `on` adds a listener. Lists of children are
 * flattened. False, null and undefined leave an attribute or a child out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      attribute(element, name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== false && child != null));
  return element;
}

/** Sets an attribute, or takes it away. Touches nothing that is so already. */
export function attribute(element, name, value) {
  if (value === false || value == null) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value === true ? "" : value);
  }
}

/** Sets a text. Touches nothing that is so already: no selection is lost, nothing is read out twice. */
export function text(element, value) {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

/** Makes the children of an element follow a list. Those whose key was there before stay the same elements. */
export function follow(parent, items, key, make, update = () => {}) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const element = known.get(key(item)) ?? make(item);
    element.dataset.key = key(item);
    known.delete(key(item));
    if (parent.children[index] !== element) {
      parent.insertBefore(element, parent.children[index] ?? null);
    }
    update(element, item);
  });
  known.forEach((gone) => gone.remove());
}

let waiting = [];

/** Announces a sentence to screen readers, together with others of the same two seconds. */
export function say(sentence) {
  if (waiting.push(sentence) === 1) {
    setTimeout(() => {
      document.getElementById("said").textContent = waiting.join(" ");
      waiting = [];
    }, REST_MS);
  }
}

/** Says something now, over whatever is being read: for failures only. */
export function warn(sentence) {
  document.getElementById("warned").textContent = sentence;
}

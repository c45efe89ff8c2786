/** The documents of the APIs as a page: what the server itself says under /openapi.json and /asyncapi.json. */

import { h as element } from "../lib/dom.js";

/** A reference within a document, or to the other one. */
const NAME = /[^/]+$/;
const CODE = /`([^`]+)`/;
const ITEM = /^(?:-|\d+\.) /;

/** An element whose children may be lists of lists. */
const h = (tag, attributes, ...children) => element(tag, attributes, ...children.flat(Infinity));

/** The text of a description: paragraphs, lists and code. */
function prose(description = "") {
  return description
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((block) => {
      if (!ITEM.test(block)) {
        return h("p", {}, coded(block));
      }
      const items = block.split(/\n(?=(?:-|\d+\.) )/).map((item) => h("li", {}, coded(item.replace(ITEM, ""))));
      return h(block.startsWith("-") ? "ul" : "ol", { class: "prose" }, items);
    });
}

const coded = (text) =>
  text.split(CODE).map((part, index) => (index % 2 === 1 ? h("code", {}, part) : part.replaceAll("\n", " ")));

const pre = (value) => h("pre", { tabindex: 0 }, JSON.stringify(value, null, 2));

/** What stands behind a reference. */
function resolve(document, value) {
  const at = value.$ref?.match(/^#\/(.+)/)?.[1];
  return at ? resolve(document, at.split("/").reduce((node, key) => node[key.replaceAll("~1", "/")], document)) : value;
}

const link = (ref) => {
  const name = NAME.exec(ref)[0];
  return h("a", { href: `#${name}` }, name);
};

/** A schema in a line: what it is, and what it may be. */
function brief(schema) {
  if (schema.$ref) {
    return [link(schema.$ref)];
  }
  const alternatives = schema.oneOf ?? schema.allOf;
  if (alternatives) {
    return alternatives.flatMap((each, index) => [index > 0 && (schema.oneOf ? " or " : " with "), ...brief(each)]);
  }
  if (schema.items) {
    return ["array of ", ...brief(schema.items)];
  }
  const { type = "", minimum, maximum, minLength, maxLength, pattern } = schema;
  const words = [
    schema.const !== undefined && JSON.stringify(schema.const),
    schema.enum?.join(", "),
    !schema.enum && schema.const === undefined && [type].flat().join(" or "),
    minimum !== undefined && `from ${minimum}`,
    maximum !== undefined && `to ${maximum}`,
    maxLength !== undefined && `${minLength ?? 0} to ${maxLength} characters`,
  ];
  const code = schema.properties?.code;
  return [words.filter(Boolean).join(" "), pattern && h("code", {}, ` ${pattern}`), code && ["code ", ...brief(code)]].flat();
}

/** The properties of an object, each with what it may be. */
function properties(schema) {
  const { properties: own = {}, required = [] } = schema;
  const rows = Object.entries(own).map(([name, each]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("code", {}, name), required.includes(name) && " required"),
      h("td", {}, brief(each), prose(each.description), each.properties && properties(each)),
    ),
  );
  return rows.length > 0 && h("table", {}, h("tbody", {}, rows));
}

const schemas = (document) =>
  Object.entries(document.components.schemas).map(([name, schema]) =>
    h(
      "details",
      { id: name },
      h("summary", {}, h("code", {}, name)),
      prose(schema.description),
      !schema.properties && h("p", {}, brief(schema)),
      properties(schema),
    ),
  );

function parameters(document, list) {
  const rows = list
    .map((each) => resolve(document, each))
    .map((each) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, h("code", {}, each.name), ` in ${each.in}`, each.required && ", required"),
        h("td", {}, brief(each.schema), prose(each.description)),
      ),
    );
  return rows.length > 0 && [h("h4", {}, "Parameters"), h("table", {}, h("tbody", {}, rows))];
}

/** What a body is, with its examples. */
function content(document, types = {}) {
  return Object.entries(types).map(([type, { schema, examples = {} }]) => [
    h("p", {}, h("code", {}, type), ": ", schema ? brief(schema) : "anything"),
    Object.entries(examples).map(([name, example]) => {
      const { summary, value } = resolve(document, example);
      return h("details", {}, h("summary", {}, summary ? `Example: ${summary}` : `Example ${name}`), pre(value));
    }),
  ]);
}

function response(document, status, each) {
  const { description, headers = {}, content: types } = resolve(document, each);
  const names = Object.keys(headers).join(", ");
  return [
    h("h4", {}, status),
    prose(description),
    names && h("p", { class: "meta" }, `Headers: ${names}`),
    content(document, types),
  ];
}

function operation(document, method, path, shared, each) {
  return h(
    "details",
    { id: each.operationId },
    h("summary", {}, h("code", {}, `${method.toUpperCase()} ${path}`), ` ${each.summary}`),
    prose(each.description),
    each.security && h("p", { class: "meta" }, "Without login."),
    parameters(document, [...shared, ...(each.parameters ?? [])]),
    each.requestBody && [
      h("h4", {}, "Body"),
      prose(each.requestBody.description),
      content(document, each.requestBody.content),
    ],
    Object.entries(each.responses).map(([status, answer]) => response(document, status, answer)),
  );
}

function http(document) {
  const all = Object.entries(document.paths).flatMap(([path, { parameters: shared = [], ...methods }]) =>
    Object.entries(methods).map(([method, each]) => ({ tag: each.tags[0], method, path, shared, each })),
  );
  return document.tags.map(({ name, description }) => [
    h("h3", {}, name),
    prose(description),
    all
      .filter(({ tag }) => tag === name)
      .map(({ method, path, shared, each }) => operation(document, method, path, shared, each)),
  ]);
}

function live(document) {
  const title = { receive: "Clients send", send: "The server sends" };
  return Object.entries(document.operations).map(([id, each]) =>
    h(
      "details",
      { id },
      h("summary", {}, `${title[each.action]} `, names(each).map((name) => [h("code", {}, name), " "])),
      prose(each.summary),
      prose(each.description),
      names(each)
        .map((name) => document.components.messages[name])
        .map(({ payload, examples = [] }) => [h("p", {}, brief(payload)), examples.map((example) => pre(example.payload))]),
    ),
  );
}

const names = (each) => each.messages.map(({ $ref }) => NAME.exec($ref)[0]);

/** The page of both documents. */
export class ApiReference extends HTMLElement {
  constructor(api) {
    super();
    this.api = api;
  }

  async connectedCallback() {
    const [openApi, asyncApi] = await Promise.all([this.api.get("/openapi.json"), this.api.get("/asyncapi.json")]);
    const children = [
      h("h1", {}, openApi.info.title),
      prose(openApi.info.description),
      h("p", {}, h("a", { href: "/openapi.json", download: "" }, "OpenAPI"), " · ", h("a", { href: "/asyncapi.json", download: "" }, "AsyncAPI")),
      h("h2", {}, "Operations"),
      http(openApi),
      h("h2", {}, asyncApi.info.title),
      prose(asyncApi.info.description),
      live(asyncApi),
      h("h2", {}, "Types"),
      schemas(openApi),
      schemas(asyncApi),
    ];
    this.replaceChildren(...children.flat(Infinity));
    this.#showAsked();
    addEventListener("hashchange", this.#showAsked);
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.#showAsked);
  }

  /** Opens what the address names, which may stand within something closed. */
  #showAsked = () => {
    const asked = location.hash && document.getElementById(location.hash.slice(1));
    if (asked) {
      asked.open = true;
      asked.scrollIntoView();
    }
  };
}

customElements.define("api-reference", ApiReference);

import { Login } from "/lib/login.js";
import { same } from "./harness.js";

const NOW = 1_000_000;

/** A token that expires so many milliseconds from now. */
const token = (name, ms) => `${name}.${btoa(JSON.stringify({ exp: (NOW + ms) / 1000 }))}.signature`;

/** A server that gives these tokens one after the other, and accepts some. */
function server({ gives = [], accepts = () => true, kept } = {}) {
  const sent = [];
  const asked = [];
  const storage = new Map(kept ? [["accessToken", kept]] : []);
  const fetch = async (path, { headers = {} } = {}) => {
    if (path === "/config.json") {
      sent.push(path);
      return gives.length > 0 ? Response.json({ devToken: gives.shift() }) : new Response("", { status: 404 });
    }
    const bearer = headers.Authorization?.replace("Bearer ", "");
    sent.push(bearer ?? "none");
    return new Response("{}", { status: accepts(bearer) ? 200 : 401 });
  };
  const store = () => ({
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => storage.set(key, value),
    removeItem: (key) => storage.delete(key),
  });
  const login = new Login(fetch, () => NOW, store, (isRefused) => asked.push(isRefused));
  return { login, sent, asked, storage };
}

export const tests = {
  async "takes the token that is given, once, and sends it with every request to the API and no other"() {
    const { login, sent, asked } = server({ gives: ["a", "b"] });
    await Promise.all([login.fetch("/v1/x"), login.fetch("/v1/y")]);
    await login.fetch("/openapi.json");
    same(sent, ["/config.json", "a", "a", "none"]);
    same(asked, []);
  },

  async "takes a new token before the old one expires"() {
    const [old, next] = [token("old", 59_000), token("next", 61_000)];
    const { login, sent } = server({ gives: [old, next] });
    await login.fetch("/v1/x");
    await login.fetch("/v1/x");
    same(sent, ["/config.json", "/config.json", next, next]);
  },

  async "takes a new token after a refusal, and sends the request once more with its body"() {
    const { login, sent, asked } = server({ gives: ["a", "b"], accepts: (bearer) => bearer === "b" });
    const answer = await login.fetch("/v1/x", { method: "POST", body: "{}" });
    same([answer.status, sent, asked], [200, ["/config.json", "a", "/config.json", "b"], []]);
  },

  async "takes one token for several requests that are refused together"() {
    const { login, sent } = server({ gives: ["a", "b", "c"], accepts: (bearer) => bearer !== "a" });
    const answers = await Promise.all([login.fetch("/v1/x"), login.fetch("/v1/y")]);
    same(answers.map(({ status }) => status), [200, 200]);
    same(sent.filter((one) => one === "/config.json").length, 2);
  },

  async "leaves it at that when the new token is refused too, and asks nobody where tokens are given"() {
    const { login, sent, asked } = server({ gives: ["a", "b", "c"], accepts: () => false });
    same((await login.fetch("/v1/x")).status, 401);
    same([sent, asked], [["/config.json", "a", "/config.json", "b"], []]);
  },

  async "asks somebody where no token is given, and keeps what is pasted"() {
    const { login, sent, asked, storage } = server({ accepts: (bearer) => bearer === "pasted" });
    same((await login.fetch("/v1/x")).status, 401);
    same(asked, [false]);

    login.use("pasted");
    same((await login.fetch("/v1/x")).status, 200);
    same([sent.at(-1), [...storage]], ["pasted", [["accessToken", "pasted"]]]);
  },

  async "asks for a token again when the server was not there"() {
    const sent = [];
    const fetch = async (path, { headers }) => {
      sent.push(headers?.Authorization ?? path);
      if (sent.length === 1) {
        throw new TypeError("network");
      }
      return Response.json({ devToken: "a" });
    };
    const login = new Login(fetch, () => NOW, () => undefined, () => sent.push("asked"));
    same(await login.fetch("/v1/x").catch(({ message }) => message), "network");
    await login.fetch("/v1/x");
    same(sent, ["/config.json", "/config.json", "Bearer a"]);
  },

  async "forgets a pasted token that is refused, and asks for another one"() {
    const { login, asked, storage } = server({ accepts: () => false, kept: "old" });
    same((await login.fetch("/v1/x")).status, 401);
    same([asked, [...storage]], [[true], []]);
  },

  async "works where the browser keeps nothing"() {
    const refuse = () => {
      throw new Error("no storage");
    };
    const sent = [];
    const fetch = async (path, { headers }) => sent.push(headers?.Authorization) && new Response("{}");
    const login = new Login(fetch, () => NOW, refuse, refuse);
    login.use("pasted");
    await login.fetch("/v1/x");
    same(sent, ["Bearer pasted"]);
  },
};

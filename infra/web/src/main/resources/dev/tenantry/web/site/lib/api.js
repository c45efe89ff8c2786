/** The HTTP API, called from here or from a shell. */

const TIMEOUT_MS = 10_000;

/** A refusal by the server: a problem document (RFC 9457), or a gateway's answer. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.message ?? `The server answered HTTP ${status}.`);
    this.status = status;
    this.title = body.title ?? `The server answered HTTP ${status}`;
    this.nextAction = body.nextAction;
    this.requestId = body.requestId;
    this.existingJob = body.existingJob;
    /** What is wrong where in the request's body: `{pointer, detail}`, the pointer as in RFC 6901. */
    this.errors = body.errors ?? [];
    this.retryable = body.retryable ?? [429, 502, 503, 504].includes(status);
  }
}

export class Api {
  #fetch;
  #now;
  #skew = 0;

  constructor(fetch, now) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** The server's time, as far as it is known, in milliseconds since 1970. */
  now() {
    return this.#now() + this.#skew;
  }

  /** A job and its entity tag; undefined if the tag is still the given one. */
  async job(id, etag) {
    const answer = await this.#send(`/v1/provisioning-jobs/${id}`, { headers: etag ? { "If-None-Match": etag } : {} });
    return answer.status === 304 ? undefined : { job: await answer.json(), etag: answer.headers.get("ETag") };
  }

  /** The events of a job after a version: one page of them. */
  async events(id, after) {
    return (await this.get(`/v1/provisioning-jobs/${id}/events`, { after })).events;
  }

  /** Jobs, newest first, of organisations whose id or display name begins so; `next` is the cursor of the next page. */
  jobs({ query, status, cursor }) {
    return this.get("/v1/provisioning-jobs", { limit: 20, query, status, cursor });
  }

  /** Asks for a job. The same key with the same plan makes no second one. */
  async trigger(org, plan, key) {
    const path = `/v1/orgs/${encodeURIComponent(org)}/provisioning-jobs`;
    return (await this.post(path, plan, { headers: { "Idempotency-Key": key } })).json();
  }

  /** Cancels, retries or rolls back a job; the job after it, or for the dry run of a rollback what that would do. */
  async act(id, action, body) {
    return (await this.post(`/v1/provisioning-jobs/${id}/${action}`, body)).json();
  }

  /** What a plan would create and cost. The organisation, if it is known, may have some of it already. */
  async estimate(orgId, plan, signal) {
    return (await this.post(`/v1/estimates${query({ orgId })}`, plan, { signal })).json();
  }

  /** What an organisation's operator should know, newest first. */
  async notices(org) {
    return (await this.get(`/v1/orgs/${encodeURIComponent(org)}/notices`, { limit: 20 })).notices;
  }

  /** A ticket for one connection of the live channel, and the address that it is a part of. */
  async liveTicket() {
    return (await this.#send("/v1/live-tickets", { method: "POST" })).json();
  }

  /** Asks for any JSON, with parameters if there are any. */
  async get(path, parameters) {
    return (await this.#send(path + query(parameters))).json();
  }

  /** Sends JSON, and gives the answer as it came. */
  post(path, body, options = {}) {
    const headers = { ...options.headers, "Content-Type": "application/json" };
    return this.#send(path, { ...options, method: "POST", headers, body: JSON.stringify(body) });
  }

  async #send(path, options = {}) {
    const answer = await this.#reach(path, options);
    this.#compareClocks(answer.headers.get("Date"));
    if (answer.ok || answer.status === 304) {
      return answer;
    }
    throw new Problem(answer.status, await answer.json().catch(() => ({})));
  }

  async #reach(path, options) {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    try {
      // The entity tags are handled here, not in the browser's cache.
      return await this.#fetch(path, { ...options, signal, cache: "no-store" });
    } catch (error) {
      throw new Error("The server does not answer.", { cause: error });
    }
  }

  /** The header tells whole seconds, so a difference of less than two is none. */
  #compareClocks(date) {
    const difference = Date.parse(date) - this.#now();
    this.#skew = Math.abs(difference) >= 2000 ? difference : 0;
  }
}

/** The query of an address; what is empty is left out. */
function query(parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "");
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

/** The curl command that asks for a job; the plan is JSON. */
export const curlTrigger = (origin, org, plan) =>
  [
    `curl -i -X POST ${quote(`${origin}/v1/orgs/${org || "ORG"}/provisioning-jobs`)}`,
    bearer(origin),
    "-H 'Content-Type: application/json'",
    `-d ${quote(plan)}`,
  ].join(" \\\n     ");

/** The curl command that reads a job. */
export const curlJob = (origin, id) => `curl -s ${quote(`${origin}/v1/provisioning-jobs/${id}`)} ${bearer(origin)}`;

/** The header with a token, which the shell puts there: a command may be shown and kept. */
function bearer(origin) {
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(origin).hostname);
  return `-H "Authorization: Bearer ${isLocal ? `$(infra/provisioning token --endpoint ${origin})` : "$PROVISIONING_TOKEN"}"`;
}

/** For a POSIX shell. */
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Says to the API who asks: adds an access token to requests. */

/** What a local system gives pages of its machine: `devToken`. A deployed one has no such file. */
const CONFIGURATION = "/config.json";
const KEPT_AS = "accessToken";
const EARLY_MS = 60_000;
const TIMEOUT_MS = 10_000;

export class Login {
  #fetch;
  #now;
  #storage;
  #ask;
  /** The token that somebody has pasted. */
  #pasted;
  /** The token of a local system, or of the last question for one. */
  #given;

  /**
   * The storage, which may fail, keeps a pasted token while the page is open. `ask(isRefused)` asks somebody for one:
   * there is none, or that which there is was refused.
   */
  constructor(fetch, now, storage, ask) {
    this.#fetch = fetch;
    this.#now = now;
    this.#storage = storage;
    this.#ask = ask;
    this.#pasted = attempt(() => storage().getItem(KEPT_AS)) ?? undefined;
  }

  /** Takes a pasted token from now on. */
  use(token) {
    this.#pasted = token;
    attempt(() => this.#storage().setItem(KEPT_AS, token));
  }

  /** Fetches as the browser does, with a token if there is one; once more if there is another one after a 401. */
  async fetch(path, options = {}) {
    if (!path.startsWith("/v1/")) {
      return this.#fetch(path, options);
    }
    const token = await this.#token();
    const answer = await this.#send(path, options, token);
    if (answer.status !== 401) {
      return answer;
    }
    const other = await this.#other(token);
    const last = other ? await this.#send(path, options, other) : answer;
    if (last.status === 401 && !(await this.#given)) {
      this.#ask(token !== undefined);
    }
    return last;
  }

  #send(path, options, token) {
    const headers = token ? { ...options.headers, Authorization: `Bearer ${token}` } : options.headers;
    return this.#fetch(path, { ...options, headers });
  }

  async #token() {
    if (this.#pasted) {
      return this.#pasted;
    }
    this.#given ??= this.#take();
    const token = await this.#given;
    return token && this.#now() > expiry(token) - EARLY_MS ? this.#other(token) : token;
  }

  /** Another token than the one that is refused or about to expire. */
  async #other(token) {
    if (token && token === this.#pasted) {
      this.#pasted = undefined;
      attempt(() => this.#storage().removeItem(KEPT_AS));
    }
    // Of several requests that were refused together, the first one takes the token for all.
    const given = this.#given;
    if ((await given) === token && this.#given === given) {
      this.#given = this.#take();
    }
    const other = this.#pasted ?? (await this.#given);
    return other === token ? undefined : other;
  }

  async #take() {
    try {
      const answer = await this.#fetch(CONFIGURATION, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
      const { devToken } = answer.ok ? await answer.json().catch(() => ({})) : {};
      return devToken;
    } catch (unreachable) {
      // The next request tries again.
      this.#given = undefined;
      throw unreachable;
    }
  }
}

/** When a token expires, if it says so, in milliseconds since 1970. */
function expiry(token) {
  const [, claims] = token.split(".");
  return attempt(() => JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000) ?? Infinity;
}

function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The page: which view the address asks for, and what the browser tells it of its surroundings. */

import { Api } from "./lib/api.js";
import { h } from "./lib/dom.js";
import { TicketSocket } from "./lib/ticket-socket.js";
import { Login } from "./lib/login.js";
import { problemBox } from "./views/parts.js";

const JOB = /^\/jobs\/(job_\w+)$/;

const main = document.getElementById("main");
const freshness = document.querySelector("fresh-ness");
const login = new Login(fetch.bind(window), Date.now, () => sessionStorage, askForToken);
const api = new Api(login.fetch.bind(login), Date.now);

const world = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  hidden: () => document.hidden,
  open: () => new TicketSocket(api, (url) => new WebSocket(url)),
};

/** The view that listens to the server. */
let listening;
let form;
/** What was filled in and not asked for. */
let draft;
let shown;

/** What a view shows, which is loaded when the view is. */
const VIEWS = {
  job: () => import("./views/job-page.js"),
  form: () => import("./views/plan-form.js"),
  list: () => import("./views/job-list.js"),
  reference: () => import("./views/reference.js"),
};

/** What a path is made of, but for those of jobs. */
const PATHS = { "/": ["form", "list"], "/docs": ["reference"] };

/** Shows what the address asks for; the job, if it is one that is known. */
async function show(known) {
  const asked = location.pathname + location.search;
  shown = asked;
  const [, job] = JOB.exec(location.pathname) ?? [];
  const parts = job ? ["job"] : (PATHS[location.pathname] ?? []);
  try {
    const loaded = Object.assign({}, ...(await Promise.all(parts.map((part) => VIEWS[part]()))));
    // A reader who has opened another view meanwhile sees that one.
    if (shown === asked) {
      open(job, loaded, known);
    }
  } catch {
    main.replaceChildren(problemBox(new Error("The server does not answer."), "Load this page again when it is back."));
  }
}

function open(job, { JobPage, PlanForm, JobList, ApiReference }, known) {
  draft = form ? form.draft : draft;
  listening = form = undefined;
  if (job) {
    listening = new JobPage(job, api, world, freshness, known);
    main.replaceChildren(listening);
  } else if (JobList) {
    const { org, from, retry } = Object.fromEntries(new URLSearchParams(location.search));
    form = new PlanForm(api, { org, from, retry, draft }, (made) => go(`/jobs/${made.id}`, made));
    listening = new JobList(api, world, freshness);
    document.title = "Tenantry";
    main.replaceChildren(home(form, listening));
  } else if (ApiReference) {
    document.title = "API · Tenantry";
    main.replaceChildren(new ApiReference(api));
  } else {
    document.title = "Not found · Tenantry";
    main.replaceChildren(h("h1", {}, "There is no such page"), h("p", {}, h("a", { href: "/" }, "All jobs")));
  }
}

let isAsking = false;

/** Asks for a token, and loads the view again with it. */
async function askForToken(isRefused) {
  if (isAsking) {
    return;
  }
  isAsking = true;
  const token = await import("./views/login-dialog.js").then((dialog) => dialog.askForToken(isRefused), () => undefined);
  isAsking = false;
  if (token) {
    login.use(token);
    await show();
  }
}

const home = (...cards) =>
  h(
    "div",
    { class: "home" },
    h("h1", { class: "unseen" }, "Tenantry"),
    cards.map((card) => h("section", { class: "card" }, card)),
  );

async function go(address, known) {
  history.pushState(null, "", address);
  await show(known);
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain && link.origin === location.origin && !link.getAttribute("href").startsWith("#")) {
    event.preventDefault();
    go(link.href);
  }
});
// A place within the view is no other view.
addEventListener("popstate", async () => {
  if (shown !== location.pathname + location.search) {
    await show();
    main.focus({ preventScroll: true });
  }
});
addEventListener("online", () => listening?.wake());
addEventListener("offline", () => listening?.follower.drop());
addEventListener("pageshow", (event) => event.persisted && listening?.wake());
document.addEventListener("visibilitychange", () => document.hidden || listening?.wake());

show();

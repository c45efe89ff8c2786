/** The page: which view the address asks for, and what the browser tells it of its surroundings. */

import { Api } from "./lib/api.js";
import { h } from "./lib/dom.js";
import { JobList } from "./views/job-list.js";
import { JobPage } from "./views/job-page.js";
import { PlanForm } from "./views/plan-form.js";

const JOB = /^\/jobs\/(job_\w+)$/;

const main = document.getElementById("main");
const freshness = document.querySelector("fresh-ness");
const api = new Api(fetch.bind(window), Date.now);

const world = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  hidden: () => document.hidden,
  open: () => new WebSocket(`${location.origin.replace("http", "ws")}/live`),
};

/** The view that listens to the server. */
let listening;
let shown;

/** Shows what the address asks for; the job, if it is one that is known. */
function show(known) {
  shown = location.pathname + location.search;
  const job = JOB.exec(location.pathname);
  listening = undefined;
  if (job) {
    listening = new JobPage(job[1], api, world, freshness, known);
    main.replaceChildren(listening);
  } else if (location.pathname === "/") {
    listening = new JobList(api, world, freshness);
    document.title = "Tenantry";
    main.replaceChildren(home(listening));
  } else {
    document.title = "Not found · Tenantry";
    main.replaceChildren(h("h1", {}, "There is no such page"), h("p", {}, h("a", { href: "/" }, "All jobs")));
  }
}

const home = (list) =>
  h(
    "div",
    { class: "home" },
    h("h1", { class: "unseen" }, "Tenantry"),
    h("section", { class: "card" }, new PlanForm(api, (job) => go(`/jobs/${job.id}`, job))),
    h("section", { class: "card" }, list),
  );

function go(address, known) {
  history.pushState(null, "", address);
  show(known);
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
addEventListener("popstate", () => shown !== location.pathname + location.search && show());
addEventListener("online", () => listening?.wake());
addEventListener("offline", () => listening?.follower.drop());
addEventListener("pageshow", (event) => event.persisted && listening?.wake());
document.addEventListener("visibilitychange", () => document.hidden || listening?.wake());

show();

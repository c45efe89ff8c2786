import { TicketSocket } from "/lib/ticket-socket.js";
import { FakeSocket, same } from "./harness.js";

/** A socket whose ticket comes when the test says so. */
function begin() {
  const all = { urls: [], seen: [] };
  const api = { liveTicket: () => new Promise((give, refuse) => Object.assign(all, { give, refuse })) };
  const connect = (url) => {
    all.urls.push(url);
    return (all.inner = new FakeSocket());
  };
  all.socket = new TicketSocket(api, connect);
  all.socket.onopen = () => all.seen.push("open");
  all.socket.onmessage = ({ data }) => all.seen.push(data);
  all.socket.onclose = () => all.seen.push("close");
  return all;
}

const turn = () => new Promise((done) => setTimeout(done));

export const tests = {
  async "connects to the address of its ticket, and passes on what happens"() {
    const all = begin();
    same(all.urls, []);
    all.give({ url: "ws://127.0.0.1/live?ticket=t" });
    await turn();
    same(all.urls, ["ws://127.0.0.1/live?ticket=t"]);
    await all.inner.open();
    all.socket.send('{"action":"ping"}');
    await all.inner.hear("pong");
    await all.inner.die();
    same(all.inner.sent, [{ action: "ping" }]);
    same(all.seen, ["open", "pong", "close"]);
  },

  async "is lost when there is no ticket"() {
    const all = begin();
    all.refuse(new Error("The server does not answer."));
    await turn();
    same(all.urls, []);
    same(all.seen, ["close"]);
  },

  async "does not connect when it was closed before its ticket came"() {
    const all = begin();
    all.socket.close();
    all.give({ url: "ws://127.0.0.1/live?ticket=t" });
    await turn();
    same(all.urls, []);
  },

  async "closes its connection"() {
    const all = begin();
    all.give({ url: "ws://127.0.0.1/live?ticket=t" });
    await turn();
    all.socket.close();
    same(all.inner.closed, true);
  },
};

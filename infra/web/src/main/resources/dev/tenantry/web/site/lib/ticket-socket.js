/** A WebSocket that takes a ticket before it connects; for those who use it, one that opens a little later. */

export class TicketSocket {
  #socket;
  #closed = false;

  /** Takes a ticket from the API, since each is for one connection; `connect` makes a WebSocket of an address. */
  constructor(api, connect) {
    this.#begin(api, connect);
  }

  async #begin(api, connect) {
    try {
      const { url } = await api.liveTicket();
      if (!this.#closed) {
        this.#socket = connect(url);
        this.#socket.onopen = (event) => this.onopen?.(event);
        this.#socket.onmessage = (event) => this.onmessage?.(event);
        this.#socket.onclose = (event) => this.onclose?.(event);
      }
    } catch {
      // Why there is no ticket, the polling tells that follows.
      this.onclose?.({});
    }
  }

  send(text) {
    this.#socket.send(text);
  }

  close() {
    this.#closed = true;
    this.#socket?.close();
  }
}

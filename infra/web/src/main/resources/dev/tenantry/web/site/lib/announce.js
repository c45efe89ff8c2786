/** Tells those who do not see the page what changed on it. */

const REST_MS = 2_000;

let waiting = [];

/** Says something in the next pause: what comes within two seconds is said at once, so that nobody is talked over. */
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

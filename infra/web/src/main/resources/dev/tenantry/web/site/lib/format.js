/** Times, durations and money as people read them. */

const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** Units in seconds, the largest first, each with the smaller unit that is shown beside it. */
const UNITS = [
  [86400, "d", 3600, "h"],
  [3600, "h", 60, "min"],
  [60, "min", 1, "s"],
];

/** A time of day in the reader's zone: 12:03:07. */
export const clockTime = (time) => TIME.format(new Date(time));

/** A time that may be of another day: 12:03:07, or 3 May, 12:03. */
export const when = (time, now) =>
  (new Date(time).toDateString() === new Date(now).toDateString() ? TIME : DAY).format(new Date(time));

/** A duration in milliseconds: 0.4 s, 12 s, 3 min 5 s, 2 h 10 min, 3 d 4 h. */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  const unit = UNITS.find(([size]) => seconds >= size);
  if (!unit) {
    return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${seconds} s`;
  }
  const [size, name, small, smallName] = unit;
  const rest = Math.floor((seconds % size) / small);
  return `${Math.floor(seconds / size)} ${name}${rest ? ` ${rest} ${smallName}` : ""}`;
}

/** An amount, which is a decimal number as text, in a currency of ISO 4217. */
export const money = (amount, currency) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).format(Number(amount));

/** A number and its noun. */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/* The words of the phone's pages: English in the code, the chosen language from the page's #words
   (cadres/phone/messages.py); and days and hours as people write them. */
const WORDS = JSON.parse(document.getElementById("words")?.textContent || "{}");
const ZONE = "Asia/Shanghai";
const language = document.documentElement.lang;

export const t = (text, values = {}) =>
  (WORDS[text] || text).replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);

const form = (options) => new Intl.DateTimeFormat(language, { timeZone: ZONE, ...options });
const MONTH_DAY = form({ month: language.startsWith("zh") ? "long" : "short", day: "numeric" });
const MONTH = form({ year: "numeric", month: "long" });
const WEEKDAY = form({ weekday: "short" });
const HOUR = form({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const ISO = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

const at = (day) => (typeof day === "string" && day.length === 10 ? new Date(`${day}T12:00:00+08:00`) : new Date(day));

export const monthDay = (day) => MONTH_DAY.format(at(day));
export const monthName = (day) => MONTH.format(at(day));
export const weekday = (day) => WEEKDAY.format(at(day));
export const hour = (time) => HOUR.format(at(time));
export const dayAndHour = (time) => `${monthDay(time)} ${hour(time)}`;
/* The day of a moment in the county, as 2026-05-08. */
export const dayOf = (time) => ISO.format(at(time));
export const daysBetween = (first, last) => Math.round((at(last) - at(first)) / 86400000);

import type { Recogniser, VolatileSpan } from "./volatile-span.js";

const WEEKDAY = "(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\.?)";
const MONTH =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
const DAY = "(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?";
const YEAR = "(?:19|20)\\d\\d";
const TWO = { month: "(?:0[1-9]|1[0-2])", day: "(?:0[1-9]|[12]\\d|3[01])" };
const ISO_DAY = `${YEAR}-${TWO.month}-${TWO.day}`;
const SLASHED = `(?:${YEAR}[/.]${TWO.month}[/.]${TWO.day}|\\d{1,2}[/.]\\d{1,2}[/.]${YEAR})`;
const WRITTEN = `(?:${MONTH} ${DAY}(?:,? ${YEAR})|${DAY}\\.? (?:of )?${MONTH},? ${YEAR})`;
const DATE = `(?:${WEEKDAY},? (?:the )?)?(?:${ISO_DAY}|${WRITTEN})`;
const CLOCK = "(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?(?: ?[AaPp]\\.?[Mm]\\b\\.?)?";
const ZONE_NAME =
  "Z\\b|(?:UTC|GMT)(?:[+-]\\d{1,2}(?::?\\d\\d)?)?|(?:CES?T|EES?T|WES?T|[ACEMP][SD]T|AE[SD]T|NZ[SD]T|BST|IST|JST|KST|SGT|HKT|MSK)\\b|[+-]\\d\\d:?\\d\\d\\b";
const ZONE_IN_BRACKETS = "\\((?:UTC|GMT|local time|[A-Za-z_]{2,20}/[A-Za-z_/]{2,30}|[A-Za-z ]{3,30} time)\\)";
const ZONE = `(?: ?(?:${ZONE_NAME}|${ZONE_IN_BRACKETS})){0,3}`;
const MOMENT = `(?:${DATE})(?:T|,? (?:at )?)${CLOCK}${ZONE}`;

/** What may follow words that say "now": also forms that mean nothing in particular by themselves. */
const NOW_VALUE = [
  MOMENT,
  `(?:${WEEKDAY},? )?${SLASHED}(?:,? (?:at )?${CLOCK}${ZONE})?`,
  `${WEEKDAY},? ${DATE}`,
  DATE,
  `(?:${WEEKDAY},? )?${MONTH} ${DAY}\\b`,
  `${MONTH},? ${YEAR}`,
  `${CLOCK}${ZONE}(?:(?:,| on)? ${DATE})?`,
  `${WEEKDAY}\\b`,
  "1\\d{9}(?:\\d{3})?\\b",
].join("|");

const OF_NOW = "(?:current|present|today['\u2019]?s|local|system|server|user['\u2019]?s(?: current| local)?)";
const MOMENT_NAME = "(?:date(?:[ _-]?(?:and|&|/)?[ _-]?time)?|day|time(?:[ _-]?stamp)?|utc(?:[ _-]time)?|moment)";
const SAYS = "(?: is(?: now)?| ?[:=])?";
/** Words after which a date or time is that of the request. */
const NOW_LABEL = [
  `${OF_NOW}[ _-](?:local |utc )?${MOMENT_NAME}(?: ?\\([^()\\n]{1,40}\\))?${SAYS}`,
  `current(?:date|time|datetime)${SAYS}`,
  "today(?: is| ?[:=])",
  "it is (?:now|currently)",
  "now(?: is| ?[:=])",
  "the (?:date|time)(?: today| now)? is(?: now)?",
  "<(?:current[_-]?(?:date|time|datetime|timestamp)|today|now)>",
].join("|");

const NOW = new RegExp(
  `(?<![\\w])(?<label>(?:${NOW_LABEL})["'\`*]{0,3}(?: ?[:=])?[ \\t]*["'\`*]{0,3})(?<value>${NOW_VALUE})`,
  "gi",
);
/** Every label holds one of these. The long expression takes a while to be made ready, and most prompts have no need of it. */
const MAY_SAY_NOW = /date|day|time|utc|moment|now|currently/i;
/** Dates with their year, alone. Names of files, models and versions hold dates, too, and are no dates. */
const PLAIN = new RegExp(`(?<![\\w./:@-])(?<value>${MOMENT}|${DATE})(?![\\w@/-]|[.:]\\w)`, "g");
const HAS_CLOCK = /\d:\d\d|^1\d{9}/;

/**
 * Recognises dates and times: those that words call the present ones, in any usual spelling, and others where they are
 * written in full, with their year.
 */
export const moments: Recogniser = (text) => [
  ...(MAY_SAY_NOW.test(text) ? spansOf(text, NOW, true) : []),
  ...spansOf(text, PLAIN, false),
];

function spansOf(text: string, pattern: RegExp, isNow: boolean): readonly VolatileSpan[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const { label = "", value = "" } = match.groups ?? {};
    const start = match.index + label.length;
    return { kind: HAS_CLOCK.test(value) ? "time" : "date", start, end: start + value.length, isNow };
  });
}

/** Whether a span is a date or time of the request, or one to the second, which hardly anything else is. */
export function isCurrentMoment(text: string, { kind, start, end, isNow }: VolatileSpan): boolean {
  return isNow || (kind === "time" && /\d:\d\d:\d\d/.test(text.slice(start, end)));
}

import { ErrorEvidence } from "./row-source.js";

/** Where one of the patterns below may match: a fast first look at much text. */
export const ERROR_CANDIDATE = /err|exception|fail|fatal|crit|panic|traceback|severe|emerg|http\/\d/gi;

const LEVEL = /(?<![\w-])(?:ERROR|FATAL|CRITICAL|SEVERE|EMERG(?:ENCY)?|PANIC|FAIL(?:ED|URE)?)(?![\w-])/g;
const LEVEL_FIELD =
  /\b(?:level|lvl|severity|status)=["']?(?:err(?:or)?|fatal|crit(?:ical)?|panic|emerg|fail(?:ed|ure)?)\b/i;
const HTTP_FAILURE = /\bHTTP\/\d(?:\.\d)?"? [45]\d\d\b/i;
/** How far into a text a log level is looked for. */
const LEVEL_WITHIN = 200;

/** Error words that stand alone. Not paths, file names or compounds: `error.log`, `fail-fast`. */
const MENTION =
  /(?<![\w/-])(?:errors?|exceptions?|fail(?:ed|ures?|ing)?|critical|fatal|panic(?:ked)?|traceback)(?![\w/-]|\.\w)/gi;
const ERROR_CLASS = /(?<!\w)[A-Z]\w*(?:Error|Exception)(?![\w.])/g;
const NEGATED_BEFORE = /(?:\b(?:no|zero|without|non|any|not|never)|(?<![\d.])0)[\s-]+(?:\w+\s+)?$/i;
const NEGATED_BEHIND = /^["']?\s*[:=]\s*(?:["']?(?:0(?![\d.])|none\b|null\b|false\b|no\b)|""|'')/i;
const CONTEXT = 24;

/** Whether a value or a line reports an error: by a log level or HTTP status, or by an error word that is not negated. */
export function textEvidence(text: string): ErrorEvidence {
  const head = text.slice(0, LEVEL_WITHIN);
  if (matchesUnnegated(LEVEL, head) || LEVEL_FIELD.test(head) || HTTP_FAILURE.test(text)) return ErrorEvidence.stated;
  return matchesUnnegated(MENTION, text) || matchesUnnegated(ERROR_CLASS, text)
    ? ErrorEvidence.mentioned
    : ErrorEvidence.none;
}

function matchesUnnegated(pattern: RegExp, text: string): boolean {
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (NEGATED_BEFORE.test(text.slice(Math.max(0, match.index - CONTEXT), match.index))) continue;
    if (!NEGATED_BEHIND.test(text.slice(end, end + CONTEXT))) return true;
  }
  return false;
}

const BAD_WORDS = new Set(
  (
    "error errors errored err fail fails failed failing failure fatal crit critical emerg emergency alert panic severe exception " +
    "crash crashed crashing unhealthy abort aborted timeout denied rejected declined killed oomkilled unavailable unreachable " +
    "down dead broken offline"
  ).split(" "),
);
const NEGATIONS = new Set(["no", "not", "non", "without", "never", "un"]);
const LONGEST_STATUS = 60;

/** Whether the value of a status-like field is a bad one: `failed`, `CrashLoopBackOff`, `ERROR`, `timed out`. */
export function isBadStatus(value: string): boolean {
  if (value.length > LONGEST_STATUS) return false;
  const parts = value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g)?.map((part) => part.toLowerCase()) ?? [];
  if (parts.some((part) => NEGATIONS.has(part))) return false;
  if (parts.some((part) => BAD_WORDS.has(part))) return true;
  const joined = parts.join("");
  return joined.endsWith("backoff") || joined === "timedout";
}

const NOTHING = new Set([
  "",
  "0",
  "none",
  "no",
  "false",
  "null",
  "nil",
  "ok",
  "success",
  "n/a",
  "na",
  "-",
  "no error",
  "no errors",
  "noerror",
]);

/** Whether the text of an error field says that there was no error. */
export function saysNothing(value: string): boolean {
  return value.length <= 10 && NOTHING.has(value.trim().toLowerCase());
}

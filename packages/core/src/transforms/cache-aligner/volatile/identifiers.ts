import type { Recogniser, VolatileKind, VolatileSpan } from "./volatile-span.js";

const UUID = /(?<![\w-])(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])/gi;
/** Words that name a conversation, a request or a process run. What follows them is one even where it is no UUID. */
const NAMED =
  /(?<![\w])(?<label>(?:session|request|conversation|thread|trace|run|correlation|invocation|turn|message)[ _-]?id["'`*]{0,3}(?: is| ?[:=])[ \t]*["'`*]{0,3})(?<value>[\w-]{6,64})(?![\w-])/gi;
const NONCE =
  /(?<![\w])(?<label>(?:nonce|cache[_-]?buster|cch)["'`]?(?: ?[:=])[ \t]*["'`]?)(?<value>[\w+/=-]{4,128}?)(?![\w+/=-])/gi;

/** Recognises UUIDs, identifiers of conversations and requests by their names, and nonces. */
export const identifiers: Recogniser = (text) => [
  ...valuesOf(text, UUID, "id"),
  ...valuesOf(text, NAMED, "id"),
  ...valuesOf(text, NONCE, "nonce"),
];

/** Words such as `none` or `optional` behind a name are no identifiers: those have digits. */
function valuesOf(text: string, pattern: RegExp, kind: VolatileKind): readonly VolatileSpan[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { label = "", value = "" } = match.groups ?? {};
    const start = match.index + label.length;
    return /\d/.test(value) ? [{ kind, start, end: start + value.length, isNow: false }] : [];
  });
}

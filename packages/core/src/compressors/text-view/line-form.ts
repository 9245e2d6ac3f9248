import { RowRole } from "./row-role.js";

const FRAME =
  /^\s*at (?=\S{1,200}[.(:/])|^\s*File "[^"\n]{1,300}", line \d|^\s*\.\.\. \d+ more|^\s*[~^]+\s*$|^\s*\d* \|/;
const HEADING =
  /^\s{0,8}(?:\[\w{1,12}\]\s)?([=*#~_-])\1{2,}\s*[^\s=*#~_-].{0,160}$|^#{1,6} \S|^\s{0,12}\S[^\n.;,]{0,70}:$|^==> |^> Task |^Step \d+\/\d+|^##\[|^\[\w[\w .-]{0,40}\]$|<(?:title|h[1-6])\b/i;
/** What test runners, compilers and build tools say in the end. */
const SUMMARY =
  /\b\d+ (?:passed|failed|passing|failing|pending|failures?|errors?|warnings?|problems?|vulnerabilit(?:y|ies))(?:\b|\(s\))(?:[,;.(]| in | generated| found|\s*$)|^\s{0,4}(?:Ran|Collected|collected|Found) \d+ \w|^\s{0,4}(?:Tests?|Test Suites|Test Files|Tests run|Totals?|Total number of [\w ]{1,30}|Passed|Failed|Finished(?: in)?|Time Elapsed|Elapsed|Duration)\b[:\s]{0,12}\d|^\s{0,4}(?:BUILD|Build) (?:succe|fail|finish|complete|SUCCE|FAIL)/;
/** Longer lines are no summaries. */
const LONGEST_SUMMARY = 300;
/** Letters outside of tags, or an attribute with a value. */
const WORDS = /^[^<]*[\p{L}\p{N}]{2}|>[^<]*[\p{L}\p{N}]{2}|<\w+ [^>]*\w="[^"]/u;
/** Data in letters and digits, such as base64. */
const ENCODED = /[A-Za-z0-9+/=_-]{160}/;

/** The roles that a line has by how it is written. */
export function lineRoles(line: string): number {
  let roles = 0;
  if (FRAME.test(line)) roles |= RowRole.frame;
  if (HEADING.test(line)) roles |= RowRole.heading;
  if (line.length <= LONGEST_SUMMARY && SUMMARY.test(line)) roles |= RowRole.summary;
  return roles;
}

export function isDullLine(line: string): boolean {
  return !WORDS.test(line) || ENCODED.test(line);
}

const STYLE_BEGIN = /<(style|script)\b(?![^<]*<\/\1>)/i;
const STYLE_END = /<\/(?:style|script)>/i;

/** Follows the lines of a page: whether each is within a style sheet or a script. */
export function followStyles(text: string): (line: string) => boolean {
  if (!STYLE_END.test(text)) return () => false;
  let isWithin = false;
  return (line) => {
    const was = isWithin;
    isWithin = was ? !STYLE_END.test(line) : STYLE_BEGIN.test(line);
    return was;
  };
}

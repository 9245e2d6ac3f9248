import { textEvidence } from "../select/error-words.js";
import { ErrorEvidence } from "../select/row-source.js";

/** Where a line may say that something went wrong: a fast first look at much text. */
export const TROUBLE_CANDIDATE =
  /err|exception|fail|fatal|crit|panic|traceback|severe|emerg|abort|kill|dump|fault|warn|caused by|denied|refus|reject|time(?:d )?out|unable|cannot|can't|could not|not found|not ok|no such|invalid|unreach|unavail|unhealthy|notready|backoff|errimage|evict|deprecat|mismatch|exit|[✗✕✖✘×❌●]|^E {2}|^___/gim;

/** What programs print where they fail, apart from log levels: each is an error wherever it stands. */
const STATED: readonly RegExp[] = [
  // Compilers, linters, package managers: `a.c:3:1: error: …`, `error[E0308]: …`, `error TS2304: …`, `npm ERR! …`.
  /(?:^|[\s:\])>])(?:fatal )?error(?:\[\w{1,12}\]|(?: \(?[A-Z]{0,5}-?\d{1,6}\)?))?:/i,
  /^npm ERR!|^\s*error\s/,
  // Test runners: `FAILED a::b`, `--- FAIL: TestX`, `not ok 3`, `✗ name`, `<<< FAILURE!`, pytest's `E   assert …` and the
  // headings of its failures.
  /^(?:--- )?FAIL(?:ED|URES?)?\b|\bFAIL(?:ED|URE|URES)?!*\s*$|^not ok\b|^\s*[✗✕✖✘×❌]\s|^E {2,}\S|^\s*● /,
  /^_{3,} \S.{0,200} _{3,}$|<<< (?:FAILURE|ERROR)!|^thread '.{0,80}' panicked|^panic: |^Failure\/Error:/,
  // Exceptions and how they came about.
  /^Traceback \(most recent call last\)|^\s*Caused by: |^(?:[\w$]{1,80}\.){0,12}[A-Z][\w$]{0,80}(?:Error|Exception)\b(?=:|$)/,
  /^(?:Exception in thread|Unhandled |Uncaught )|^\S{1,200}:\d{1,7}: (?:[\w.]{0,80}(?:Error|Exception)|Failed)\b/,
  // Processes and containers.
  /\bSegmentation fault\b|\bcore dumped\b|\bexit(?:ed)?(?: with)?(?: code| status)?[ :=]+[1-9]\d{0,2}\b/i,
  /\b\w{0,40}BackOff\b|\bOOMKilled\b|\bErrImagePull\b|\bEvicted\b|\bNotReady\b|\bBUILD FAIL(?:ED|URE)\b/,
];

const TROUBLE =
  /(?<![\w/.-])(?:warn(?:ing)?s?|denied|refused|rejected|time(?:d )?out|unable|cannot|can't|could not|not found|no such|invalid|unreachable|unavailable|unhealthy|aborted|killed|deprecated|mismatch(?:ed)?)(?![\w/-]|\.\w)/i;

/** Behind this many characters a line is looked at for error words only. */
const LOOKED_AT = 400;

/** Whether a line, or a piece of one, reports an error. */
export function lineEvidence(line: string): ErrorEvidence {
  const head = headOf(line);
  return STATED.some((pattern) => pattern.test(head)) ? ErrorEvidence.stated : textEvidence(line);
}

/** Whether a line warns, or tells of trouble that it does not call an error. */
export function tellsTrouble(line: string): boolean {
  return TROUBLE.test(headOf(line));
}

function headOf(line: string): string {
  return line.length > LOOKED_AT ? line.slice(0, LOOKED_AT) : line;
}

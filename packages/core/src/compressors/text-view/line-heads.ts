/** How far into a line its level and its time are looked for. */
const WITHIN = 160;

/** Ways to state a level. Where `hint` is nowhere in a text, the pattern is not looked for in its lines. */
const LEVELS: readonly { readonly hint: RegExp; readonly pattern: RegExp }[] = [
  {
    hint: /level|lvl|severity/i,
    pattern: /\b(?:log_?level|level|lvl|severity)["']?\s{0,2}[=:]\s{0,2}["']?([A-Za-z]{3,9})\b/i,
  },
  {
    hint: /\[(?:trace|debug|info|notice|warn|err|fatal|crit)/i,
    pattern: /\[(trace|debug|info|notice|warn|warning|error|err|fatal|critical|crit)\]/i,
  },
  {
    hint: /TRACE|DEBUG|INFO|NOTICE|WARN|ERR|FATAL|CRIT|SEVERE|ALERT|EMERG|PANIC/,
    pattern:
      /(?:^|[\s[(<|:])(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|CRIT|SEVERE|ALERT|EMERG|PANIC)(?=[\s\])>|:]|$)/,
  },
  { hint: /^[IWEF]\d{4} \d\d:/m, pattern: /^([IWEF])\d{4} \d\d:\d\d:\d\d/ },
  {
    hint: /(?:warning|error|note)(?:\[|:| \(?[A-Z]{0,5}-?\d)/,
    pattern: /(?:^|[\s:\])])(warning|error|note)(?:\[\w{1,12}\]|(?: \(?[A-Z]{0,5}-?\d{1,6}\)?))?:(?=\s|$)/,
  },
];

const ERROR_LEVEL = /^(?:e|err|error|f|fatal|crit|critical|severe|alert|emerg|panic)$/i;

export function isErrorLevel(level: string): boolean {
  return ERROR_LEVEL.test(level);
}

export function isWarningLevel(level: string): boolean {
  return /^w/i.test(level);
}

const TIME_HINT = /\d\d:\d\d:\d\d/;
const TIMES =
  /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d|\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?|^\s*\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/;

const BEFORE_CLOCK = /^[\s[]+/;

/** Reads what the lines of one text begin with. */
export interface LineHeads {
  /** The level that a log line or a diagnostic states, as it stands there. */
  levelOf(line: string): string | undefined;
  /** The moment that a log line has at or near its beginning, as it stands there. */
  timeOf(line: string): string | undefined;
}

export function lineHeads(text: string): LineHeads {
  const patterns = LEVELS.filter(({ hint }) => hint.test(text)).map(({ pattern }) => pattern);
  const hasTimes = TIME_HINT.test(text);
  return {
    levelOf(line) {
      const head = line.length > WITHIN ? line.slice(0, WITHIN) : line;
      for (const pattern of patterns) {
        const match = pattern.exec(head);
        if (match !== null) return match[1];
      }
      return undefined;
    },
    timeOf: (line) =>
      hasTimes
        ? TIMES.exec(line.length > WITHIN ? line.slice(0, WITHIN) : line)?.[0].replace(BEFORE_CLOCK, "")
        : undefined,
  };
}

/** Follows the times of a text's lines, each way to write them by itself. */
export class TimeSpan {
  readonly #ways = new Map<string, { count: number; readonly first: string; last: string }>();

  add(time: string): void {
    const way = time.replace(/\d/g, "0").replace(/[A-Z][a-z]{2}/, "Mon");
    const known = this.#ways.get(way);
    if (known === undefined) {
      this.#ways.set(way, { count: 1, first: time, last: time });
      return;
    }
    known.count++;
    known.last = time;
  }

  /** The first and the last of the times that are written as most are, if `least` lines have one. */
  describe(least: number): string | undefined {
    const most = [...this.#ways.values()].sort((a, b) => b.count - a.count)[0];
    if (most === undefined || most.count < Math.max(2, least)) return undefined;
    return `times ${most.first} (first) to ${most.last} (last)`;
  }
}

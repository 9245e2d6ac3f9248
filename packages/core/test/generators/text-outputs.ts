import { createRandom, type Random, timestamp } from "./random.ts";

/** What the text of a tool's output is like. */
export type TextKind = "log" | "build" | "tests" | "table" | "prose" | "markup" | "long-lines" | "trace";

export const TEXT_KINDS: readonly TextKind[] = [
  "log",
  "build",
  "tests",
  "table",
  "prose",
  "markup",
  "long-lines",
  "trace",
];

export interface TextOutput {
  readonly kind: TextKind;
  /** About how many lines. */
  readonly count: number;
  readonly seed?: number;
}

/** A tool's output that is no JSON. */
export function textOutput({ kind, count, seed = 42 }: TextOutput): string {
  return WRITERS[kind](count, createRandom(seed)).join("\n");
}

const WRITERS: Readonly<Record<TextKind, (count: number, random: Random) => string[]>> = {
  log: logLines,
  build: buildLines,
  tests: testLines,
  table: tableLines,
  prose: proseLines,
  markup: markupLines,
  "long-lines": longLines,
  trace: traceLines,
};

const START = Date.UTC(2026, 2, 1, 8);
const WORDS =
  "river stone window market engine letter garden signal winter bridge candle forest harbor island kettle lantern meadow needle orchard pocket".split(
    " ",
  );

function words(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick(WORDS)).join(" ");
}

function logLines(count: number, random: Random): string[] {
  return Array.from({ length: count }, (_, index) => {
    const time = `${timestamp(START, index * 730, 3)}Z`;
    if (index === Math.floor(count / 3)) return `${time} ERROR store: order ${random.hex(8)} was lost on its way`;
    if (random.chance(0.03)) return `${time} WARN store: queue ${random.integer(1, 9)} is nearly full`;
    if (random.chance(0.02)) return `${time} DEBUG store: ${words(random, 5)}`;
    return `${time} INFO front: GET /items/${random.integer(1, 9999)} 200 in ${random.integer(2, 90)} ms`;
  });
}

function buildLines(count: number, random: Random): string[] {
  const lines: string[] = [];
  for (let unit = 0; lines.length < count; unit++) {
    if (unit % 12 === 0) lines.push("", `====== Building module ${random.pick(WORDS)} ======`);
    const file = `src/${random.pick(WORDS)}/${random.pick(WORDS)}_${unit}.cpp`;
    lines.push(`[${unit}/${count}] Compiling ${file}`);
    if (random.chance(0.04)) {
      lines.push(`${file}:${random.integer(1, 400)}:7: error: '${random.pick(WORDS)}' was not declared in this scope`);
      lines.push(`    return ${random.pick(WORDS)}(${unit});`, "           ^~~~~~");
    } else if (random.chance(0.1)) {
      lines.push(`${file}:${random.integer(1, 400)}:3: warning: unused variable '${random.pick(WORDS)}'`);
    }
  }
  lines.push("", `${random.integer(0, 9)} errors generated.`, "make: *** [all] Error 2");
  return lines;
}

function testLines(count: number, random: Random): string[] {
  const lines = ["============ test session starts ============", `collected ${count} items`, ""];
  const failed: string[] = [];
  for (let test = 0; test < count; test++) {
    const name = `tests/test_${random.pick(WORDS)}.py::test_${random.pick(WORDS)}_${test}`;
    const fails = random.chance(0.03);
    if (fails) failed.push(name);
    lines.push(`${name} ${fails ? "FAILED" : "PASSED"} [${Math.floor((100 * test) / count)}%]`);
  }
  lines.push("", "================ FAILURES ================");
  for (const name of failed) {
    lines.push(`______________ ${name.split("::")[1]} ______________`, "", `    def ${name.split("::")[1]}():`);
    lines.push(`>       assert load("${random.pick(WORDS)}") == ${random.integer(1, 9)}`, "E       assert None == 4");
    lines.push("", `${name.split("::")[0]}:${random.integer(3, 90)}: AssertionError`);
  }
  lines.push(`======== ${failed.length} failed, ${count - failed.length} passed in 3.21s ========`);
  return lines;
}

function tableLines(count: number, random: Random): string[] {
  const row = (cells: readonly string[]): string => cells.map((cell) => cell.padEnd(18)).join("");
  const lines = [row(["NAME", "STATUS", "RESTARTS", "AGE"])];
  for (let index = 0; index < count; index++) {
    const status = random.chance(0.01) ? "CrashLoopBackOff" : random.chance(0.05) ? "Pending" : "Running";
    lines.push(row([`${random.pick(WORDS)}-${random.hex(5)}`, status, `${random.integer(0, 4)}`, `${index}d`]));
  }
  return lines;
}

function proseLines(count: number, random: Random): string[] {
  return Array.from({ length: count }, (_, index) => {
    if (index % 15 === 0) return `## ${words(random, 3)}`;
    if (index % 3 === 2) return "";
    return `The ${words(random, random.integer(6, 20))} and then the ${words(random, 4)}.`;
  });
}

function markupLines(count: number, random: Random): string[] {
  const lines = ["<html>", "<head><title>Report</title>", "<style>", "p { margin: 0 }", "</style></head>", "<body>"];
  for (let index = 0; index < count / 4; index++) {
    lines.push('<div class="row">', `  <p id="p${index}">${words(random, 9)}</p>`, "  <br/>", "</div>");
  }
  lines.push("</body>", "</html>");
  return lines;
}

function longLines(count: number, random: Random): string[] {
  return Array.from({ length: Math.ceil(count / 20) }, (_, index) => {
    if (index % 3 === 0) return `<p>${words(random, random.integer(300, 900))}</p>`;
    if (index % 3 === 1) return random.hex(random.integer(10, 6000));
    return `line ${index} is short`;
  });
}

function traceLines(count: number, random: Random): string[] {
  const lines: string[] = [];
  while (lines.length < count) {
    lines.push(`${timestamp(START, lines.length * 911)} INFO main: ${words(random, 4)}`);
    if (random.chance(0.9)) continue;
    lines.push(`java.lang.IllegalStateException: ${random.pick(WORDS)} ${random.integer(1, 99)} is closed`);
    for (let frame = 0; frame < random.integer(3, 30); frame++) {
      lines.push(`\tat com.acme.${random.pick(WORDS)}.Run.step(Run.java:${random.integer(1, 500)})`);
    }
  }
  return lines;
}

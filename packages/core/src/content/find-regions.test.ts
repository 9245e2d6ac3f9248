import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findRegions, LINES_OF_FILES, OTHER_LINES } from "./find-regions.js";

const list = (length: number, line: (k: number) => string): string =>
  Array.from({ length }, (_, k) => line(k)).join("\n");
const prose = list(8, (k) => `This is line ${k} of a report. It says something, and then something else.`);

const samples = {
  search: {
    "matches with numbers": list(
      12,
      (k) => `src/part-${k >> 2}/index.ts:${k * 7 + 1}:  return value(${k}, "x: ${k}");`,
    ),
    "matches with lines around them": list(11, (k) =>
      k % 4 === 3
        ? "--"
        : `src/a-1-b/part.ts${k % 4 === 1 ? ":" : "-"}${k}${k % 4 === 1 ? ":" : "-"}  something of value`,
    ),
    "matches without numbers": list(12, (k) => `lib/${k < 6 ? "one" : "two"}.py:def function_${k}(argument):`),
    "paths with blanks": list(12, (k) => `./Application Support/part ${k >> 2}.ts:${k * 7 + 1}:return value(${k});`),
    "Windows paths": list(12, (k) => `C:\\work\\src\\part${k % 2}.cs:${k + 1}:    var x = ${k};`),
    "lines between that are no matches": list(12, (k) =>
      k % 5 === 4 ? "Binary file assets/logo.png matches" : `src/index.ts:${k}: a line with words in it`,
    ),
  },
  paths: {
    relative: list(12, (k) => `./packages/core/src/part-${k}/index.ts`),
    "absolute, with names among them": list(20, (k) => (k % 4 === 0 ? `README-${k}.md` : `/work/app/src/file${k}.tsx`)),
    "with sizes": list(20, (k) => `${k * 4}K\t./node_modules/package-${k}/dist`),
    "with states": list(20, (k) => ` M packages/part-${k}/source-file.ts`),
    "tests by name": list(12, (k) => `test/unit/test_cache.py::TestCache::test_number_${k}`),
    Windows: list(12, (k) => `C:\\Users\\ann\\source\\repos\\app\\file${k}.cs`),
  },
  tree: {
    lines: `src\n${list(12, (k) => `├── part-${k}\n│   ├── index.ts\n│   └── other-${k}.ts`)}\n└── run.ts`,
    forks: `app@1.0.0\n${list(12, (k) => `├─┬ package-${k}@${k}.0.1\n│ └── inner-${k}@1.2.3 deduped`)}\n└── last@1.0.0`,
    "ascii, and two roots": `a\n${list(8, (k) => `|-- part-${k}\n|   \`-- index.ts`)}\n\`-- b\nc\n${list(8, (k) => `|-- part-${k}`)}\n\`-- b`,
  },
  diff: {
    git: `diff --git a/src/a.ts b/src/a.ts\nindex 1234567..89abcde 100644\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,12 +1,13 @@\n${list(12, (k) => ` line ${k} of the file as it was`)}\n+one more`,
    "plain, two files": ["a", "b"]
      .map(
        (name) =>
          `--- old/${name}.txt\n+++ new/${name}.txt\n@@ -1,8 +1,8 @@\n-first\n+erst\n${list(7, (k) => ` kept ${k}, whatever it is`)}`,
      )
      .join("\n"),
  },
  history: {
    "commits with patches": ["1234567", "89abcde"]
      .map(
        (id) =>
          `commit ${id}000000000000000000000000000000000\nAuthor: Ann <ann@example.test>\nDate:   Mon Mar 2 10:00:00 2026\n\n    Say what changed\n\ndiff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -3 +3 @@ function value() {\n-  return 1;\n+  return 2;`,
      )
      .join("\n\n"),
  },
  delimited: {
    "commas and quotes": list(12, (k) => `${k},"name, the ${k}th",2026-03-0${k % 9},"said ""no"" to it",${k * 1.5}`),
    "line breaks in quotes": list(8, (k) => `${k},"first line ${k}\nsecond, line",open,somebody`),
    tabs: list(16, (k) => `id-${k}\tthe name of it\t${k % 2 === 0 ? "open" : "closed"}\tann`),
    semicolons: list(16, (k) => `${k};Straße ${k};12,${k};offen und laufend`),
    bars: list(16, (k) => `${k}|name ${k}|${k % 3 === 0 ? "" : "something"}|2026`),
  },
  columns: {
    "left and right": list(10, (k) =>
      k === 0
        ? "NAME             READY   STATUS      RESTARTS   AGE"
        : `${`pod-${k * 997}`.padEnd(17)}${"1/1".padEnd(8)}${"Running".padEnd(12)}${String(k * 7).padEnd(11)}${k}d`,
    ),
    "files with modes": list(
      12,
      (k) => `-rw-r--r-- 1 ann staff ${String(k * 991).padStart(6)} Mar 1${k % 10} 10:0${k % 10} file-${k}.txt`,
    ),
    Markdown: `| name | state | at |\n| --- | :-: | --: |\n${list(12, (k) => `| part ${k} | ${k % 2 === 0 ? "open" : "closed"} | 2026-03-0${k % 9} |`)}`,
    drawn: `┌──────────┬───────────┐\n│ Name     │      Size │\n├──────────┼───────────┤\n${list(10, (k) => `│ ${`part ${k}`.padEnd(8)} │ ${String(k * k * 13).padStart(9)} │`)}\n└──────────┴───────────┘`,
    "names over a rule": `Package            Version\n------------------ -------\n${list(12, (k) => `${`package-${k * 13}`.padEnd(18)} ${k}.0.${k}`)}`,
  },
};

const kinds = Object.entries(samples).flatMap(([kind, texts]) =>
  Object.entries(texts).map(([name, text]) => [kind, name, text] as const),
);

describe("findRegions", () => {
  it.each(kinds)("finds %s: %s", (kind, _name, text) => {
    expect(findRegions(text, 0, text.length, [...LINES_OF_FILES, ...OTHER_LINES])).toEqual([
      { kind, start: 0, end: text.length },
    ]);
    const around = `${prose}\n${text}\n${prose}`;
    const start = prose.length + 1;
    expect(findRegions(around, 0, around.length, [...LINES_OF_FILES, ...OTHER_LINES])).toEqual([
      { kind, start, end: start + text.length },
    ]);
  });

  it.each([
    ["prose", prose],
    ["a log", list(20, (k) => `2026-03-01 08:00:${10 + k} INFO  api: GET /v1/items/${k} 200 in ${k}ms, cached`)],
    ["a log with levels", list(20, (k) => `[INFO]   step ${k}: compile src/main/java/App${k}.java`)],
    ["code", list(20, (k) => `    const part${k} = call(first, second, ${k}); // and so on`)],
    ["addresses and ports", list(20, (k) => `10.0.0.${k}:8080: connection refused, retry in ${k} s`)],
    [
      "messages of a compiler",
      list(20, (k) => `src/app.c:${k}:7: warning: unused variable 'x${k}' [-Wunused-variable]`),
    ],
    ["properties", list(20, (k) => `net.ipv4.value_${k}.limit = ${k * 1000}`)],
    ["a trace", list(20, (k) => `\tat org.example.Service.method${k}(Service.java:${k})`)],
    ["samples of a metric", list(20, (k) => `http_requests_total{code="200",method="get",path="/v${k}"} ${k * 3}`)],
  ])("finds nothing in %s", (_what, text) => {
    expect(findRegions(text, 0, text.length, [...LINES_OF_FILES, ...OTHER_LINES])).toEqual([]);
  });

  it.each([
    ["as a client shows a file", list(20, (k) => `${String(k + 1).padStart(6)}→const value${k} = ${k};`)],
    ["as cat -n does", list(20, (k) => `${String(k + 1).padStart(6)}\tconst value${k} = ${k};`)],
    [
      "as grep -n does for one file",
      list(20, (k) => (k % 7 === 6 ? "--" : `${k}${k % 2 === 0 ? ":" : "-"}  const value = ${k};`)),
    ],
  ])("keeps numbered lines, %s", (_how, text) => {
    expect(findRegions(text, 0, text.length, [...LINES_OF_FILES, ...OTHER_LINES])).toEqual([
      { kind: undefined, start: 0, end: text.length },
    ]);
  });

  it("takes records for records when their first field is a number", () => {
    const text = list(16, (k) => `${k}\tthe name of it\t${k % 2 === 0 ? "open" : "closed"}\tann`);
    expect(findRegions(text, 0, text.length, [...LINES_OF_FILES, ...OTHER_LINES])).toMatchObject([
      { kind: "delimited" },
    ]);
  });

  it("gives whole lines, apart from one another and in order", () => {
    const piece = fc.oneof(...kinds.map(([, , text]) => fc.constant(text)), fc.string(), fc.constant(prose));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.constantFrom("\n", "\r\n", "\n\n"), (pieces, newline) => {
        const text = pieces.join(newline);
        let last = -1;
        for (const { start, end } of findRegions(text, 0, text.length, [...LINES_OF_FILES, ...OTHER_LINES])) {
          expect(start).toBeGreaterThan(last);
          expect(start === 0 || text[start - 1] === "\n").toBe(true);
          expect(end === text.length || text[end] === "\n").toBe(true);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });
});

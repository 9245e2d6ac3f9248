import fc from "fast-check";
import { sha256 } from "../../src/digest/sha256.js";
import { writeForm } from "../../src/form/write-form.js";
import { apiResources } from "../generators/api-resources.js";
import { databaseRows } from "../generators/database-rows.js";
import { logEntries } from "../generators/log-entries.js";
import { searchResults } from "../generators/search-results.js";
import { TEXT_KINDS, textOutput } from "../generators/text-outputs.js";
import { jsonText } from "../json-texts.js";
import { recordsText } from "../record-texts.js";

/** Tool outputs of every kind that the laws speak of. */

const seed = fc.nat(1000);
const rowCount = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 2, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 300 }) },
);
const table: fc.Arbitrary<readonly unknown[]> = fc
  .tuple(fc.constantFrom("search", "log", "api", "metrics", "users", "mixed"), rowCount, seed)
  .map(([kind, count, from]) => {
    if (kind === "search") return searchResults({ count, seed: from });
    if (kind === "log") return logEntries({ count, seed: from });
    if (kind === "api") return apiResources({ count, seed: from });
    return databaseRows({ count, table: kind as "metrics" | "users" | "mixed", seed: from });
  });

/** Python's way to write JSON on one line. */
function spaced(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, " ")
    .replace(/([[{]) | ([\]}])/g, "$1$2");
}

const document = fc
  .tuple(table, fc.constantFrom("list", "page", "map", "nested"))
  .map(([rows, shape]) => {
    if (shape === "page") return { total: rows.length, next: null, items: rows };
    if (shape === "map") return Object.fromEntries(rows.map((row, index) => [`key-${index}`, row]));
    if (shape === "nested")
      return {
        data: {
          groups: [
            { name: "a", rows },
            { name: "b", rows: rows.slice(0, 3) },
          ],
        },
      };
    return rows;
  })
  .chain((value) =>
    fc.constantFrom(
      JSON.stringify(value),
      JSON.stringify(value, null, 2),
      JSON.stringify(value, null, "\t"),
      spaced(value),
    ),
  );

const lines = fc
  .tuple(table, fc.constantFrom("\n", "\n", "\r\n"), fc.constantFrom("", "end"))
  .map(([rows, feed, end]) => rows.map((row) => JSON.stringify(row)).join(feed) + (end === "" ? "" : feed));

/** Records, and any other JSON, with equal keys, large numbers, lone surrogates and white space anywhere. */
const oddJson = fc.oneof(
  recordsText,
  fc.array(jsonText, { minLength: 3, maxLength: 20 }).map((items) => `[${items.join(" ,")}]`),
  fc
    .tuple(jsonText, fc.integer({ min: 4, max: 12 }))
    .map(
      ([item, count]) =>
        `[${Array.from({ length: count }, (_, id) => `{"id":${id},"v":${item},"v":1.0}`).join(",\n")}]`,
    ),
  fc
    .integer({ min: 4, max: 30 })
    .map(
      (count) =>
        `[${Array.from({ length: count }, (_, id) => `{"id":1234567890123456789${id},"v":${id}.0}`).join(",")}]`,
    ),
);

/** Logs, the output of builds and tests, tables, pages: alone, cut anywhere, and with JSON between. */
const lineOutput = fc
  .tuple(
    fc.constantFrom(...TEXT_KINDS),
    fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 20, max: 150 }) }, { weight: 1, arbitrary: fc.constant(300) }),
    seed,
    fc.constantFrom("\n", "\n", "\r\n"),
    fc.constantFrom("", "exit code 1\n", "$ make\n", '{"a":1}\n'),
    fc.nat(300),
  )
  .map(([kind, count, from, feed, before, cut]) => {
    const text = textOutput({ kind, count, seed: from }).replaceAll("\n", feed);
    return before + (cut < 100 ? text.slice(cut) : text);
  });

const plainText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc
    .tuple(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 40 }))
    .map(([line, count]) => `${line}\n`.repeat(count)),
);

const json = fc.oneof({ weight: 3, arbitrary: document }, { weight: 1, arbitrary: oddJson });

const mixed = fc
  .tuple(
    fc.constantFrom("exit 0\n", "[main] INFO ", "result: ", "$ curl -s x\n", "<out>", '"', "{", "\ufeff"),
    fc.oneof(json, lines),
    fc.constantFrom("", "\n", "\nbye\n", " trailing", "\n```", "\n\n"),
    fc.oneof(fc.constant(""), json, plainText, lineOutput),
  )
  .map((pieces) => pieces.join(""));

/** What commands print, line by line: steps with their times, paths, tracks, blank lines. */
const printed = fc
  .tuple(fc.integer({ min: 5, max: 120 }), seed, fc.constantFrom("\n", "\n", "\n", "\r\n"), fc.constantFrom("", "end"))
  .map(([count, from, feed, end]) => {
    const lines = Array.from({ length: count }, (_, at) => {
      const number = (from * 7 + at * 13) % 97;
      if (number % 11 === 0) return "";
      if (number % 7 === 0) return `    at step${number} (src/steps/step-${number}.ts:${number}:${at % 9})`;
      if (number % 5 === 0) return `[same as lines 1-${number} of tool result 1]`;
      return `[${number % 3 === 0 ? "warn" : "info"}] step ${number}: ${"done ".repeat(1 + (number % 4))}in ${number} ms`;
    });
    return lines.join(feed) + (end === "" ? "" : feed);
  });

/** Output of a tool within the output of another, to some depth. */
const nested = fc
  .tuple(
    fc.oneof(json, lines, mixed, lineOutput),
    fc.integer({ min: 1, max: 2 }),
    fc.constantFrom("object", "string", "blocks"),
  )
  .map(([text, depth, shape]) => {
    let out = text;
    for (let level = 0; level < depth; level++) {
      if (shape === "object") out = JSON.stringify({ code: 0, stdout: out, stderr: "" });
      else if (shape === "blocks")
        out = JSON.stringify([
          { type: "text", text: out },
          { type: "text", text: "ok" },
        ]);
      else out = JSON.stringify(out);
    }
    return out;
  });

const embeddedNested = nested.map((text) => `step 1 done\n${text}\nstep 2 done`);

/** Texts that look like forms and are none, and a form of which the store knows nothing. */
const lookAlike = fc
  .tuple(fc.constantFrom("json", "rows", "view", "items", "value", "same", "xml"), fc.nat(9), document, fc.boolean())
  .map(([kind, count, text, foreign]) =>
    foreign
      ? `${writeForm({ kind: "view", standsFor: text, body: `${count} rows of another tenant` }, sha256)}\n${text}`
      : `<headroom:${kind} id="0123456789ab" lines="${count}" sum="abcdef">\n${text}`,
  );

export const toolOutput: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: document },
  { weight: 3, arbitrary: lines },
  { weight: 4, arbitrary: printed },
  { weight: 2, arbitrary: oddJson },
  { weight: 2, arbitrary: mixed },
  { weight: 2, arbitrary: nested },
  { weight: 1, arbitrary: embeddedNested },
  { weight: 1, arbitrary: lookAlike },
  { weight: 2, arbitrary: plainText },
  { weight: 3, arbitrary: lineOutput },
);

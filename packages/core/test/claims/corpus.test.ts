import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkView } from "./check-view.js";
import { recordedViews } from "./recorded-views.js";

const corpus = process.env.HEADROOM_CORPUS;

interface Payload {
  readonly name: string;
  readonly text: string;
}

function payloads(folder: string): readonly Payload[] {
  return readdirSync(join(folder, "payloads"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), "utf8") }));
}

/** What names columns of many tables, so that facts are told of them. */
const QUERY =
  "Which name, id, status, state, type, level, size, count, total, time, date, version, cpu, memory or user is it? What failed?";

describe.skipIf(corpus === undefined)("notes about real tool outputs", () => {
  const all = corpus === undefined ? [] : payloads(corpus);

  test.each([
    { query: "", format: "text" },
    { query: QUERY, format: "text" },
    { query: QUERY, format: "json" },
  ] as const)(
    "say nothing that is not so: $query $format",
    ({ query, format }) => {
      const wrong: string[] = [];
      let views = 0;
      for (const { name, text } of all) {
        for (const view of recordedViews(text, query, { format })) {
          views++;
          try {
            checkView(view);
          } catch (error) {
            wrong.push(`${name}: ${(error as Error).message.slice(0, 600)}`);
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(views).toBeGreaterThan(0);
    },
    300_000,
  );
});

import { describe, expect, it } from "vitest";
import { apiResources } from "../../../test/generators/api-resources.js";
import { logEntries } from "../../../test/generators/log-entries.js";
import { describeSelection } from "./describe-selection.js";
import { select } from "./selection-checker.test-support.js";

const rows = Array.from({ length: 400 }, (_, index) => ({
  id: index + 1,
  at: `2025-03-01T00:${String(Math.floor(index / 60)).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}Z`,
  level: index === 123 ? "ERROR" : index % 4 === 0 ? "DEBUG" : "INFO",
  latency_ms: index === 200 ? 9120 : 3 + ((index * 37) % 50),
  service: "api",
  message: `request ${(index * 7919) % 1009} went through gate ${index}`,
}));

describe("describeSelection", () => {
  it("says how many of how many, why, what the others lack, and what all hold", () => {
    expect(describeSelection(select(rows)).split("\n")).toEqual([
      "50 of 400 rows shown: first 3, last 2, errors (1 of 1), least and greatest of latency_ms, first and last of each level, " +
        "rare keys, nulls, types or values (1 of 1), outliers of latency_ms (1 of 1), 42 spread evenly.",
      "The 350 omitted rows: none with an error; level never ERROR; latency_ms 3 to 52.",
      "All 400 rows: at 2025-03-01T00:00:00Z to 2025-03-01T00:06:39Z; level INFO 299, DEBUG 100, ERROR 1; latency_ms 3 to 9120.",
      "The same in all 400: service api.",
    ]);
  });

  it("says nothing when nothing is left out", () => {
    expect(describeSelection(select(rows.slice(0, 20)))).toBe("");
  });

  it("leaves out what the options do not want said", () => {
    const text = describeSelection(select(rows, { includeSummaries: false, factorOutConstants: false }));
    expect(text.split("\n")).toHaveLength(2);
  });

  it("calls the rows what they are", () => {
    expect(describeSelection(select(rows), { unit: "events" })).toMatch(
      /^50 of 400 events shown: .*\nThe 350 omitted events: /,
    );
  });

  it("keeps to its characters, except for columns that the query names", () => {
    const selection = select(apiResources({ count: 500 }), {}, { query: "What units are there?" });
    expect(describeSelection(selection, { maxCharacters: 0 }).split("\n")).toHaveLength(2);
    const asked = select(apiResources({ count: 500 }), {}, { query: "Which values does unit take?" });
    expect(describeSelection(asked, { maxCharacters: 0 })).toMatch(/attributes\.unit absent \d+, .*\bpercent \d+/);
    for (const maxCharacters of [100, 400, 1000]) {
      const [first = "", ...rest] = describeSelection(selection, { maxCharacters }).split("\n");
      expect(rest.join("").length).toBeLessThan(maxCharacters + 160);
      expect(first).toContain("50 of 500 rows");
    }
  });

  it("does not say that there is no error where there is one, or may be one", () => {
    const failing = rows.map((row) => ({ ...row, error: "gone" }));
    const some = describeSelection(select(failing, { maxItemsAfterCrush: 5 }));
    expect(some).toMatch(/errors \(5\d of 400\)/);
    expect(some).toMatch(/The (\d+) omitted rows: \1 of \1 with errors/);
    const talking = rows.map((row, index) => ({ ...row, message: `part ${index} on error handling` }));
    expect(describeSelection(select(talking))).toMatch(
      /none with an error status, level or field; 350 of 350 mention an error word/,
    );
  });

  it("tells the range of the omitted rows only where it says more than that of all rows", () => {
    const spread = (far: number) =>
      rows.map((row, index) => ({ ...row, latency_ms: index === 200 ? far : row.latency_ms }));
    expect(describeSelection(select(spread(54)))).not.toMatch(/omitted rows: .*latency_ms/);
    expect(describeSelection(select(spread(540)))).toMatch(/omitted rows: .*latency_ms 3 to 52/);
  });

  it("names no count that is not of something", () => {
    const text = describeSelection(select(logEntries({ count: 1000 })));
    expect(text).toMatch(/^\d+ of 1000 rows shown: /);
    expect(text).not.toMatch(/undefined|NaN|\{|\}/);
  });

  it("writes values so that they can be told apart", () => {
    const odd = rows.map((row, index) => ({
      name: row.message,
      flag: ["true", true, "absent", null, "a, b", "x y"][index % 6],
      ...(index % 2 === 0 && { maybe: "yes" }),
    }));
    const text = describeSelection(select(odd));
    expect(text).toContain('flag "true" 67, true 67, "absent" 67, null 67, "a, b" 66, x y 66');
    expect(text).toContain("maybe yes 200, absent 200");
  });
});

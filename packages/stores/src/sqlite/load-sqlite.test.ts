import { StoreError } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { useChildren } from "../../test/processes/child.js";
import { loadSqlite } from "./load-sqlite.js";

describe("loadSqlite", () => {
  const startChild = useChildren();

  it.each(["18.20.0", "20.20.2", "22.18.9", "22.5.0"])("names the version it needs on Node %s", (version) => {
    let thrown: unknown;
    try {
      loadSqlite(version);
    } catch (error) {
      thrown = error;
    }
    expect(StoreError.isInstance(thrown)).toBe(true);
    expect(thrown).toMatchObject({
      code: "unsupported-runtime",
      message: expect.stringContaining("Node 22.19 or later"),
    });
    expect(thrown).toMatchObject({ message: expect.stringContaining(`Node ${version}`) });
  });

  it.each(["22.19.0", "22.23.2", "24.0.0", "26.10.0"])("loads on Node %s", (version) => {
    expect(loadSqlite(version).DatabaseSync).toBeTypeOf("function");
  });

  it("prints no warning about SQLite and hides no other", async () => {
    const warnings = await startChild("print-warnings.ts", []).rest();
    expect(warnings.filter((warning) => warning.startsWith("ExperimentalWarning: SQLite"))).toEqual([]);
    expect(warnings).toContain("ExperimentalWarning: another experiment");
    expect(warnings).toContain("Warning: SQLite is a word in this one");
  });
});

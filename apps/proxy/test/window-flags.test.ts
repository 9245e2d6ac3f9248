import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "@headroom/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../packages/core/test/agent-run.js";
import { runCommand } from "./support/run-command.js";

let folder: string;
let store: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-window-"));
  store = join(folder, "store.db");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BODY = JSON.stringify(run(12));

async function windowOf(argv: readonly string[], config?: object): Promise<Report["window"]> {
  const file = join(folder, "config.json");
  writeFileSync(file, JSON.stringify(config ?? {}));
  const ran = await runCommand(["optimize", "--store", store, "--config", file, "--report", "-", ...argv], BODY);
  expect(ran.stderr).toBe("");
  return (JSON.parse(ran.stdout) as Report).window;
}

describe("the window on the command line", () => {
  it("ends at the model's own limit unless flags or configuration say otherwise, flags first", async () => {
    expect(await windowOf([])).toBeUndefined();
    expect(await windowOf(["--max-tokens", "9000"])).toMatchObject({ limit: 9000 });
    expect(await windowOf([], { rollingWindow: { maxTokens: 8000 } })).toMatchObject({ limit: 8000 });
    expect(await windowOf(["--max-tokens", "9000"], { rollingWindow: { maxTokens: 8000 } })).toMatchObject({
      limit: 9000,
    });
    expect(await windowOf([], { modelContextLimits: { "gpt-4o": 13_000 } })).toMatchObject({ limit: 9000 });
    expect(await windowOf([], { models: { "gpt-4o": { contextWindow: 13_000 } } })).toMatchObject({ limit: 9000 });
    expect(await windowOf(["--no-window"], { rollingWindow: { maxTokens: 8000 } })).toBeUndefined();
    expect(await windowOf([], { window: false, modelContextLimits: { "gpt-4o": 13_000 } })).toBeUndefined();
    expect(await windowOf(["--max-tokens", "9000"], { window: false })).toBeUndefined();
    expect(await windowOf(["--window", "--max-tokens", "9000"], { window: false })).toMatchObject({ limit: 9000 });
  });

  it("keeps as many turns as it is told", async () => {
    const [four, eight] = [
      await windowOf(["--max-tokens", "4000"]),
      await windowOf(["--max-tokens", "4000", "--keep-turns", "8"]),
    ];
    expect(four?.evictedTurns).toBeGreaterThan(eight?.evictedTurns as number);
  });

  it("is undone by expand", async () => {
    const optimized = await runCommand(["optimize", "--store", store, "--max-tokens", "9000"], BODY);
    expect(optimized.stdout).toContain("[Left out: bash(run step 0)");
    expect((await runCommand(["expand", "--store", store], optimized.stdout)).stdout).toBe(BODY);
  });

  it("refuses what stays too long where it is told to, in one line, and writes nothing", async () => {
    const argv = ["optimize", "--store", store, "--max-tokens", "1000"];
    expect((await runCommand(argv, BODY)).code).toBe(0);
    const refused = await runCommand([...argv, "--overflow", "error"], BODY);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^headroom: The request has about \d+ tokens, and 1000 is the most [^\n]+\n$/);
  });

  it("drops the oldest turns where it is told to, and puts them back", async () => {
    const flags = ["--store", store, "--max-tokens", "700", "--keep-turns", "1", "--overflow", "drop-oldest-turns"];
    const optimized = await runCommand(["optimize", ...flags], BODY);
    expect(optimized.stdout).toContain("<headroom:turns ");
    expect((await runCommand(["expand", "--store", store], optimized.stdout)).stdout).toBe(BODY);
  });

  it.each([
    [["--max-tokens", "many"], /--max-tokens is "many"/],
    [["--keep-turns", "few"], /keep-turns/],
    [["--overflow", "shrink"], /--overflow is "shrink".*forward, error, drop-oldest-turns/],
  ])("%j is wrong use of any command that has it", async (argv, reason) => {
    for (const command of ["optimize", "proxy"]) {
      const ran = await runCommand([command, ...argv], BODY);
      expect([ran.code, ran.stdout]).toEqual([2, ""]);
      expect(ran.stderr).toMatch(reason);
    }
  });

  it("refuses a configuration that is wrong", async () => {
    const file = join(folder, "wrong.json");
    writeFileSync(file, '{"rollingWindow":{"maxToken":5}}');
    const ran = await runCommand(["optimize", "--store", store, "--config", file], BODY);
    expect([ran.code, ran.stdout]).toEqual([1, ""]);
    expect(ran.stderr).toContain("rollingWindow.maxToken is not an option");
  });
});

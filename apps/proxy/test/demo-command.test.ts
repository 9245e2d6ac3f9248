import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Comparison } from "../src/bill/compare.js";
import { run, start } from "./support/run.js";

interface Printed {
  readonly sessions: readonly {
    readonly name: string;
    readonly model: string;
    readonly turns: readonly Comparison[];
    readonly total: Comparison;
  }[];
  readonly total: Comparison;
  readonly dollarsSavedPercent: number;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headroom-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function demo(...argv: readonly string[]): Promise<Printed> {
  const { code, stdout, stderr } = await run(["demo", "--json", ...argv]);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Printed;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

async function sessionFile(value: unknown): Promise<string> {
  const file = join(folder, "own.json");
  await writeFile(file, typeof value === "string" ? value : JSON.stringify(value));
  return file;
}

const PLAIN = {
  format: "openai-chat",
  messages: [
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Hello to you" },
    { role: "user", content: "Bye" },
    { role: "assistant", content: "Bye" },
  ],
};

describe("headroom demo", () => {
  it("saves tokens and dollars on each of its own sessions", async () => {
    const { sessions, total } = await demo();
    expect(sessions.length).toBeGreaterThanOrEqual(3);
    const whole = { turns: sessions.map((session) => session.total), total };
    for (const { turns, total: sum } of [...sessions, whole]) {
      expect(sum.with.inputTokens).toBeLessThan(sum.without.inputTokens);
      expect(sum.with.dollars).toBeLessThan(sum.without.dollars);
      expect(sum.with.outputTokens).toBe(sum.without.outputTokens);
      expect(sumOf(turns.map((turn) => turn.with.inputTokens))).toBe(sum.with.inputTokens);
    }
  });

  it("keeps the cache: what a turn of a long session sends, the next one reads", async () => {
    const { sessions } = await demo();
    for (const { turns } of sessions.filter(({ model }) => model.startsWith("claude"))) {
      for (const [index, turn] of turns.entries()) {
        const before = turns[index - 1]?.with;
        if (before === undefined || before.inputTokens < 1100) continue;
        expect(turn.with.cacheReadTokens).toBe(before.cacheReadTokens + before.cacheWriteTokens);
      }
    }
  });

  it("prints a table for each session and what all of them save", async () => {
    const { stdout } = await run(["demo"]);
    expect(stdout.match(/^ total +[\d,]+ +[\d,]+ +[\d.]+ % +\$[\d.]+ +\$[\d.]+ +[\d.]+ %$/gm)).toHaveLength(3);
    for (const table of stdout.split("\n\n").filter((text) => text.includes(" so far"))) {
      const rows = [...table.matchAll(/^ +(?:\d+|total) .*?\$([\d.]+) +\$([\d.]+)/gm)];
      const bills = rows.map(([, without, optimized]) => [Number(without), Number(optimized)]);
      expect(bills.at(-1)).toEqual(bills.at(-2));
      expect(bills).toEqual(bills.toSorted(([a = 0], [b = 0]) => a - b));
    }
    expect(stdout).toMatch(/^All sessions: [\d.]+ % of the input tokens and [\d.]+ % of the bill saved/m);
  });

  it("replays a session of the user, for the model that is named", async () => {
    const { sessions, dollarsSavedPercent } = await demo(
      "--session",
      await sessionFile(PLAIN),
      "--model",
      "gpt-6.1-sol",
    );
    expect(sessions).toMatchObject([{ name: "own", model: "gpt-6.1-sol", turns: [{}, {}] }]);
    expect(dollarsSavedPercent).toBe(0);
  });

  it("lets the cache grow old in longer pauses", async () => {
    const paused = await demo("--pause", "100000");
    for (const { total } of paused.sessions) expect(total.without.cacheReadTokens).toBe(0);
  });

  for (const [what, value, said] of [
    ["no JSON", "{", "is no JSON"],
    ["no object", [], '"format"'],
    ["an unknown format", { ...PLAIN, format: "text" }, '"format"'],
    ["no messages", { format: "openai-chat" }, '"messages"'],
    ["no answer", { ...PLAIN, messages: PLAIN.messages.slice(0, 1) }, '"messages"'],
    [
      "a result without a call",
      { ...PLAIN, messages: [{ role: "tool", tool_call_id: "a", content: "b" }, ...PLAIN.messages] },
      "is refused",
    ],
  ] as const) {
    it(`says of a session with ${what} what is wrong`, async () => {
      const { code, stdout, stderr } = await run(["demo", "--session", await sessionFile(value)]);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toContain(said);
    });
  }

  it("refuses a file that is not there, and options that cannot be", async () => {
    expect(await run(["demo", "--session", join(folder, "none.json")])).toMatchObject({ code: 1, stdout: "" });
    for (const flags of [
      ["--model", "m"],
      ["--pause", "x"],
      ["--profile", "x"],
    ]) {
      const { code, stderr } = await run(["demo", ...flags]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(flags[0] as string)]);
    }
  });
});

const corpus = process.env.HEADROOM_CORPUS;
const recorded = corpus === undefined ? "" : join(corpus, "sessions");

describe.skipIf(!existsSync(recorded))("headroom demo on recorded sessions", () => {
  for (const file of existsSync(recorded) ? readdirSync(recorded) : []) {
    it(`loses nothing on ${file}`, { timeout: 120_000 }, async () => {
      const { total } = await demo("--session", join(recorded, file));
      expect(total.with.inputTokens).toBeLessThanOrEqual(total.without.inputTokens);
      expect(total.with.dollars).toBeLessThanOrEqual(total.without.dollars);
    });
  }
});

describe("headroom proxy --sandbox", () => {
  it("answers without a provider", async () => {
    const running = start(["proxy", "--port", "0", "--sandbox", "--store", ":memory:"]);
    const [, url] = await running.printed(/listens on (http:\/\/\S+) with the sandbox/);
    const body = JSON.stringify({ model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }] });
    const answer = await fetch(`${url}/v1/chat/completions`, { method: "POST", body });
    expect(await answer.json()).toMatchObject({
      choices: [{ message: { content: expect.stringContaining("sandbox") } }],
    });
    expect((await fetch(`${url}/v1/models`)).status).toBe(200);
    running.stop();
    expect((await running.outcome).code).toBe(0);
  });

  it("goes to no other upstream", async () => {
    const { code, stderr } = await run(["proxy", "--sandbox", "--upstream", "http://127.0.0.1:1"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--upstream")]);
  });
});

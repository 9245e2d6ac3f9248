import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Simulation } from "../../src/simulate/simulation.js";
import { run } from "../support/run.js";
import { temporaryFolder } from "../support/running-proxy.js";
import { claudeTranscript, manyRows } from "../support/transcripts.js";

const OUTPUTS = [manyRows(300), "done", manyRows(250, 9000)];

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

async function simulate(...argv: readonly string[]): Promise<Simulation> {
  const { code, stdout, stderr } = await run(["simulate", "--json", ...argv]);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Simulation;
}

describe("headroom simulate", () => {
  it("bills a transcript as the provider counted it, and less with Headroom", async () => {
    const folder = await folderWith({ "project/one.jsonl": claudeTranscript(OUTPUTS) });
    const { sessions, requests, recorded, bill, unpriced, tools, transforms } = await simulate(folder);
    expect({ requests, recorded, unpriced, count: sessions.length }).toEqual({
      ...{ requests: 4, recorded: 4, unpriced: 0, count: 1 },
    });
    // 4 × 4 plain, 18,000 first, then what each output added.
    const added = OUTPUTS.map((output) => Math.round(output.length / 2.6));
    const ofOutputs = added.reduce((sum, tokens) => sum + tokens);
    expect(bill.without.cacheWriteTokens).toBe(18_000 + ofOutputs);
    expect(bill.with.cacheWriteTokens).toBeLessThan(18_000 + 0.5 * ofOutputs);
    expect(bill.with.dollars).toBeLessThan(bill.without.dollars);
    expect(bill.with.outputTokens).toBe(bill.without.outputTokens);
    expect(tools.Bash).toMatchObject({ outputs: 3, changed: 2 });
    expect(Object.keys(transforms)).not.toHaveLength(0);
  });

  it("says what fetching would cost of what was left out", async () => {
    const folder = await folderWith({ "one.jsonl": claudeTranscript(OUTPUTS) });
    const { leftOut } = await simulate(folder);
    expect(leftOut.outputs).toBeGreaterThan(0);
    expect(leftOut.fetchAllUsd).toBeGreaterThan(0);
    const plan = await simulate(folder, "--traffic", "subscription");
    expect(plan.leftOut).toEqual({ outputs: 0, fetchAllUsd: 0 });
  });

  it("has nothing to say of a session without long outputs, and does not make it dearer", async () => {
    const folder = await folderWith({ "one.jsonl": claudeTranscript(["done", "done again"]) });
    const { bill, worse } = await simulate(folder);
    expect(bill.with).toEqual(bill.without);
    expect(worse).toBe(0);
  });

  it("prints nothing of what was said unless it is asked to", async () => {
    const file = join(await folderWith({ "one.jsonl": claudeTranscript(OUTPUTS) }), "one.jsonl");
    for (const more of [[], ["--json"]]) {
      const { stdout } = await run(["simulate", file, ...more]);
      expect(stdout).not.toMatch(/shipped|70001|Which order/);
    }
    expect((await run(["simulate", file, "--content"])).stdout).toMatch(/70001/);
  });

  it("replays a body as the conversation that led to it, with a simulated cache", async () => {
    const call = { id: "c1", type: "function", function: { name: "bash", arguments: "{}" } };
    const body = {
      model: "gpt-5.5",
      messages: [
        { role: "system", content: "Imagine the long instructions of an agent here. ".repeat(200) },
        { role: "user", content: "Which order failed?" },
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: "c1", content: manyRows(300) },
        { role: "assistant", content: "Order 70217." },
        { role: "user", content: "And which one is the largest?" },
      ],
      tools: [{ type: "function", function: { name: "bash", parameters: { type: "object" } } }],
    };
    const folder = await folderWith({ "body.json": JSON.stringify(body, null, 2) });
    const { requests, recorded, bill } = await simulate(join(folder, "body.json"));
    expect({ requests, recorded }).toEqual({ requests: 3, recorded: 0 });
    expect(bill.without.cacheReadTokens).toBeGreaterThan(1024);
    expect(bill.with.dollars).toBeLessThan(bill.without.dollars);
    const dearer = await simulate(join(folder, "body.json"), "--model", "claude-opus-5-5");
    expect(dearer.sessions[0]?.models).toEqual(["claude-opus-5-5"]);
  });

  it("reads bodies in lines, and leaves out lines that are none", async () => {
    const body = { model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }] };
    const lines = [JSON.stringify({ id: 1, body }), "{half a line", JSON.stringify(body), '{"other":1}', "[]"];
    const folder = await folderWith({ "lines.jsonl": lines.join("\n") });
    const { requests, files } = await simulate(folder);
    expect(requests).toBe(2);
    expect(files).toMatchObject({ lines: 5, skipped: { notJson: 1, notUnderstood: 2, tooLong: 0 } });
    expect((await run(["simulate", folder])).stdout).toMatch(
      /Of 5 lines, these were skipped: 1 not JSON, 2 not understood/,
    );
  });

  it("sums up the request log of a proxy", async () => {
    const line = {
      ...{ request_id: "hr_1", timestamp: "2026-11-20T10:00:00.000Z", model: "gpt-5.5", output_tokens: 5 },
      ...{ input_tokens_original: 1000, input_tokens_optimized: 400, estimated_cost_usd: 0.002 },
      ...{ estimated_savings_usd: 0.003, transforms_applied: ["smart_crush"], error: null },
    };
    const folder = await folderWith({ "requests.jsonl": `${JSON.stringify(line)}\n${JSON.stringify(line)}\n` });
    const { log, sessions } = await simulate(folder);
    expect(sessions).toEqual([]);
    expect(log).toMatchObject({ requests: 2, tokensBefore: 2000, tokensAfter: 800, savingsUsd: 0.006 });
    expect((await run(["simulate", folder])).stdout).toMatch(/gpt-5\.5 +2 +2,000 +800 +60\.0 %/);
  });

  it("keeps to what was recorded since then", async () => {
    const folder = await folderWith({ "one.jsonl": claudeTranscript(OUTPUTS) });
    expect((await simulate(folder, "--since", "2026-11-01")).requests).toBe(4);
    const { code, stderr } = await run(["simulate", folder, "--since", "2026-11-21"]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^headroom: .*\n$/)]);
  });

  it("finds the sessions of agents where no path is given", async () => {
    const home = await folderWith({ ".claude/projects/-work/one.jsonl": claudeTranscript(OUTPUTS) });
    const { code, stdout } = await run(["simulate", "--json"], { env: { HOME: home } });
    expect([code, (JSON.parse(stdout) as Simulation).requests]).toEqual([0, 4]);
    const { code: none, stderr } = await run(["simulate"], { env: { HOME: await temporaryFolder() } });
    expect([none, stderr]).toEqual([2, expect.stringMatching(/^headroom: A file or folder is missing.*\n$/)]);
  });

  it("counts an answer once that two files hold", async () => {
    const lines = claudeTranscript(OUTPUTS);
    const { requests, files } = await simulate(await folderWith({ "a.jsonl": lines, "b.jsonl": lines }));
    expect({ requests, read: files.read, withoutRequests: files.withoutRequests }).toEqual({
      ...{ requests: 4, read: 2, withoutRequests: 1 },
    });
  });

  it("says in one line why it has nothing to replay", async () => {
    const folder = await folderWith({
      "empty.jsonl": "",
      "binary.json": Uint8Array.from({ length: 3000 }, (_, at) => (at * 7) % 256),
      "other.json": '{"name": "package"}',
      "cut.jsonl": claudeTranscript(OUTPUTS).slice(0, 40),
      "empty/.keep": "",
    });
    for (const name of ["empty.jsonl", "binary.json", "other.json", "cut.jsonl", "empty", "absent.json", ""]) {
      const { code, stdout, stderr } = await run(["simulate", join(folder, name)]);
      expect([name, code, stdout]).toEqual([name, 1, ""]);
      expect(stderr).toMatch(/^headroom: [^\n]+\n$/);
    }
  });

  it("goes on beside a file that it may not read", async () => {
    const folder = await folderWith({ "one.jsonl": claudeTranscript(OUTPUTS), "locked.jsonl": "{}" });
    await chmod(join(folder, "locked.jsonl"), 0);
    const { requests, files } = await simulate(folder);
    expect(requests).toBe(4);
    // The administrator may read all files.
    if (process.getuid?.() !== 0) expect(files.unreadable).toHaveLength(1);
  });

  it("refuses options that mean nothing", async () => {
    const file = join(await folderWith({ "one.jsonl": claudeTranscript(OUTPUTS) }), "one.jsonl");
    for (const argv of [
      ["--model", "no-such-model"],
      ["--since", "yesterday"],
      ["--top", "0"],
      ["--pause", "soon"],
    ]) {
      const { code, stderr } = await run(["simulate", file, ...argv]);
      expect([argv, code, stderr]).toEqual([argv, 2, expect.stringMatching(new RegExp(`^headroom: .*${argv[0]}`))]);
    }
  });
});

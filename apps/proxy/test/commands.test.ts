import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "@headroom/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./support/run-command.js";

let folder: string;
let store: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-commands-"));
  store = join(folder, "store.db");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROWS = Array.from({ length: 400 }, (_, k) => ({
  id: 700_000 + k,
  service: `svc-${k % 7}`,
  status: k === 211 ? "failed" : "ok",
  latency_ms: (k * 37) % 900,
  note: `run ${k} of the nightly job finished after ${(k * 13) % 60} minutes`,
}));

function chatBody(content: string): string {
  return JSON.stringify({
    model: "gpt-4o",
    messages: [
      { role: "user", content: "Which runs failed?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "list_runs", arguments: '{"n":400}' } }],
      },
      { role: "tool", tool_call_id: "c1", content },
    ],
    seed: 12345678901234567890n.toString(),
  });
}

const BODY = chatBody(JSON.stringify(ROWS));

describe("headroom optimize", () => {
  it("writes a smaller body, a report, and keeps the original retrievable", async () => {
    const reportFile = join(folder, "report.json");
    const ran = await runCommand(["optimize", "--store", store, "--report", reportFile], BODY);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout.length).toBeLessThan(BODY.length / 2);
    const report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
    expect(report.tokensAfter).toBe(report.tokensBefore - report.tokensSaved);
    expect(report.tokensSaved).toBeGreaterThan(report.tokensBefore / 2);
    expect(report.handles).toHaveLength(1);
    expect(ran.stdout).toContain("211");
    const back = await runCommand(["retrieve", report.handles[0] as string, "--store", store]);
    expect(back).toMatchObject({ code: 0, stdout: JSON.stringify(ROWS) });
  });

  it("gives part of an original: rows, lines, matches", async () => {
    const { stdout } = await runCommand(["optimize", "--store", store, "--report", "-"], BODY);
    const [handle] = (JSON.parse(stdout) as Report).handles as [string];
    const rows = await runCommand(["retrieve", handle, "--store", store, "--rows", "2-3"]);
    expect(rows.stdout.trimEnd()).toBe(`${JSON.stringify(ROWS[1])}\n${JSON.stringify(ROWS[2])}`);
    const matches = await runCommand(["retrieve", handle, "--store", store, "--grep", '"status":"failed"']);
    expect(matches.stdout.trimEnd()).toBe(JSON.stringify(ROWS[211]));
  });

  it("is undone by expand with the store, and lossless forms without it", async () => {
    const whole = await runCommand(["optimize", "--store", store], BODY);
    expect((await runCommand(["expand", "--store", store], whole.stdout)).stdout).toBe(BODY);
    const lossless = await runCommand(["optimize", "--store", store, "--profile", "lossless"], BODY);
    expect(lossless.stdout.length).toBeLessThan(BODY.length);
    expect((await runCommand(["expand"], lossless.stdout)).stdout).toBe(BODY);
  });

  it("leaves everything outside the tool output byte for byte as it is", async () => {
    const odd = BODY.replace('{"model":', '{ "x" : [1.0, 1e2] ,\n"model":').replace('"seed":', '"a":1,"a":2,"seed":');
    const { stdout } = await runCommand(["optimize", "--store", store], odd);
    const cut = odd.indexOf('"content":"[');
    expect(stdout.slice(0, cut)).toBe(odd.slice(0, cut));
    const tail = odd.slice(odd.indexOf('}],"a":1'));
    expect(stdout.slice(-tail.length)).toBe(tail);
  });

  it("knows a request of the responses API by its members, or by its name", async () => {
    const responses = JSON.stringify({
      model: "gpt-5.5",
      input: [
        { type: "function_call", call_id: "c1", name: "list_runs", arguments: '{"n":400}' },
        { type: "function_call_output", call_id: "c1", output: JSON.stringify(ROWS) },
      ],
    });
    const found = await runCommand(["optimize", "--store", store], responses);
    const named = await runCommand(["optimize", "--store", store, "--dialect", "openai-responses"], responses);
    expect(found.stdout.length).toBeLessThan(responses.length / 2);
    expect(named.stdout).toBe(found.stdout);
    expect((await runCommand(["expand", "--store", store], found.stdout)).stdout).toBe(responses);
  });

  it("knows a request of Google's by its members, and is told the model that its address names", async () => {
    const google = JSON.stringify({
      contents: [
        { role: "user", parts: [{ text: "Which runs failed?" }] },
        { role: "model", parts: [{ functionCall: { name: "list_runs", args: { n: 400 } } }] },
        {
          role: "user",
          parts: [
            { functionResponse: { name: "list_runs", response: { output: ROWS } } },
            { functionResponse: { name: "list_runs", response: { rows: ROWS, total: 400 } } },
          ],
        },
      ],
    });
    const optimize = ["optimize", "--store", store, "--profile", "lossless"];
    const unnamed = await runCommand(optimize, google);
    const named = await runCommand([...optimize, "--dialect", "google", "--model", "gemma-3-27b-it"], google);
    expect(unnamed.stdout.length).toBeLessThan(google.length);
    expect(named.stdout.length).toBeLessThan(google.length / 2);
    const { stdout } = await runCommand([...optimize, "--model", "gemma-3-27b-it", "--report", "-"], google);
    expect((JSON.parse(stdout) as Report).model).toBe("gemma-3-27b-it");
    for (const { stdout: sent } of [unnamed, named]) expect((await runCommand(["expand"], sent)).stdout).toBe(google);
  });

  it.each(["cohere", "mistral"])("reads requests of %s where they are named, and undoes it", async (dialect) => {
    const call = { id: "c1", type: "function", function: { name: "list_runs", arguments: '{"n":400}' } };
    const content =
      dialect === "cohere" ? [{ type: "document", document: { data: { runs: ROWS } } }] : JSON.stringify(ROWS);
    const body = JSON.stringify({
      model: dialect === "cohere" ? "command-a-03-2025" : "mistral-large-latest",
      messages: [
        { role: "user", content: "Which runs failed?" },
        { role: "assistant", tool_calls: [call] },
        { role: "tool", tool_call_id: "c1", content },
      ],
    });
    const found = await runCommand(["optimize", "--store", store], body);
    const named = await runCommand(["optimize", "--store", store, "--dialect", dialect], body);
    expect(found.stdout.length).toBeLessThan(body.length / 2);
    expect(named.stdout).toBe(found.stdout);
    expect((await runCommand(["expand", "--store", store], found.stdout)).stdout).toBe(body);
  });

  it("keeps JSON valid where asked", async () => {
    const { stdout } = await runCommand(["optimize", "--store", store, "--format", "json"], BODY);
    const content = (JSON.parse(stdout) as { messages: { content: string }[] }).messages[2]?.content as string;
    const kept = JSON.parse(content) as unknown[];
    expect(kept.slice(0, 3)).toEqual(ROWS.slice(0, 3));
    expect(kept).toContainEqual(ROWS[211]);
    expect(kept.at(-1)).toMatch(/^<headroom:items id="[0-9a-f]{12}"/);
    expect((await runCommand(["expand", "--store", store], stdout)).stdout).toBe(BODY);
  });

  it("changes nothing in audit mode and says what it would save", async () => {
    const audit = await runCommand(["optimize", "--store", store, "--mode", "audit"], BODY);
    expect(audit.stdout).toBe(BODY);
    const { stdout } = await runCommand(["optimize", "--store", store, "--mode", "audit", "--report", "-"], BODY);
    const report = JSON.parse(stdout) as Report;
    expect(report.tokensSaved).toBe(0);
    expect(report.potentialTokensSaved).toBeGreaterThan(0);
  });

  it("reads lines and answers them in order, whatever they hold", async () => {
    const lines = [
      `{"id":"a","body":${BODY}}`,
      `{"id":2,"body":{"not":"a request"}}`,
      "",
      `{"id":null,"body":${BODY.replace("gpt-4o", "o3")}}`,
    ];
    const { code, stdout } = await runCommand(["optimize", "--jsonl", "--store", store], lines.join("\n"));
    expect(code).toBe(0);
    const answers = stdout.trimEnd().split("\n");
    expect(answers.map((line) => (JSON.parse(line) as { id: unknown }).id)).toEqual(["a", 2, null]);
    expect(answers[1]).toMatch(/^\{"id":2,"body":\{"not":"a request"\},"report":\{.*"code":"not-a-request"/);
    const expanded = await runCommand(["expand", "--jsonl", "--store", store], stdout);
    expect(expanded.stdout.split("\n")[0]).toBe(`{"id":"a","body":${BODY}}`);
  });

  it("gives the same bytes in every run", async () => {
    const other = join(folder, "other.db");
    const first = await runCommand(["optimize", "--store", store], BODY);
    const second = await runCommand(["optimize", "--store", other], BODY);
    expect(second.stdout).toBe(first.stdout);
  });
});

describe("wrong use", () => {
  it.each([
    ["invalid JSON", ["optimize"], "{", 1],
    ["invalid UTF-8", ["optimize"], Uint8Array.of(0x7b, 0xff, 0x7d), 1],
    ["a body that is no request", ["optimize"], '{"a":1}', 1],
    ["a line without a body", ["optimize", "--jsonl"], '{"id":1}', 1],
    ["a file that is not there", ["optimize", "/nowhere/at/all.json"], "", 1],
    ["an unknown flag", ["optimize", "--fast"], BODY, 2],
    ["an unknown mode", ["optimize", "--mode", "fast"], BODY, 2],
    ["an unknown command", ["compress"], BODY, 2],
    ["a handle that is none", ["retrieve", "xyz"], "", 1],
    ["a handle that is not stored", ["retrieve", "0123456789ab"], "", 1],
    ["a missing handle", ["retrieve"], "", 2],
  ] as const)("%s: one clear line, nothing written", async (_, argv, input, code) => {
    const ran = await runCommand([...argv], input, { HEADROOM_STORE: store });
    expect(ran.code).toBe(code);
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toMatch(/^headroom: [^\n]+\n$/);
  });

  it("takes facts about models from the configuration", async () => {
    const config = join(folder, "models.json");
    const sizeWith = async (minimumCacheableTokens: number) => {
      writeFileSync(config, JSON.stringify({ models: { "gpt-4o": { minimumCacheableTokens } } }));
      return (await runCommand(["optimize", "--store", store, "--config", config], BODY)).stdout.length;
    };
    expect(await sizeWith(1_000_000)).toBeGreaterThan(BODY.length - 100);
    expect(await sizeWith(0)).toBeLessThan(BODY.length / 2);
    writeFileSync(config, '{"models":{"gpt-4o":{"window":1}}}');
    const ran = await runCommand(["optimize", "--store", store, "--config", config], BODY);
    expect([ran.code, ran.stdout]).toEqual([1, ""]);
    expect(ran.stderr).toMatch(/models\["gpt-4o"\]\.window must be one of like, contextWindow/);
  });

  it("names the option of a configuration that does not exist", async () => {
    const config = join(folder, "config.json");
    writeFileSync(config, '{"smartCrusher":{"maxItems":3}}');
    const ran = await runCommand(["optimize", "--store", store, "--config", config], BODY);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("maxItems");
  });
});

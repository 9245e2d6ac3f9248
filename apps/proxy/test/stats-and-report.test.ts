import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createStorage } from "@headroom/sdk";
import { openSqliteStores } from "@headroom/stores/sqlite";
import { describe, expect, it } from "vitest";
import { loggedMetrics } from "../src/report/logged-metrics.js";
import { readLoggedRequest } from "../src/request-log/logged-request.js";
import { run } from "./support/run.js";
import { longChat, startProxy, temporaryFolder } from "./support/running-proxy.js";

/** A proxy with the sandbox behind it that has served a request, and its log. */
async function usedProxy(...argv: readonly string[]) {
  const folder = await temporaryFolder();
  const log = join(folder, "requests.jsonl");
  const { url, running } = await startProxy([
    ...["--sandbox", "--store", join(folder, "proxy.db"), "--log-file", log],
    ...argv,
  ]);
  const headers = { "content-type": "application/json", "x-headroom-key": "k-1" };
  const answer = await fetch(`${url}/v1/chat/completions`, { method: "POST", headers, body: longChat() });
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  return { url, running, log, store: join(folder, "proxy.db") };
}

/** A log of three requests in two weeks. */
async function writtenLog(): Promise<string> {
  const line = (day: string, model: string) =>
    JSON.stringify({
      ...{ request_id: `hr_${day}_${model}`, timestamp: `2026-11-${day}T10:00:00.000Z`, model, stream: true },
      ...{ input_tokens_original: 1000, input_tokens_optimized: 400, output_tokens: 9, cached_tokens: 100 },
      ...{ billed_input_tokens: 500, estimated_cost_usd: 0.002, estimated_savings_usd: -0.001, error: null },
      ...{ transforms_applied: ["smart_crush"], total_latency_ms: 12.5, cache_hit: false },
    });
  const file = join(await temporaryFolder(), "requests.jsonl");
  const lines = [line("05", "gpt-5.5"), "{half", line("19", "gpt-5.5"), line("20", "claude-sonnet-5")];
  await writeFile(file, lines.join("\n"));
  return file;
}

describe("headroom stats", () => {
  it("says what the running proxy says of itself", async () => {
    const { url } = await usedProxy();
    const { code, stdout } = await run(["stats", "--json"], { env: { HEADROOM_URL: url } });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ proxy: { url, stats: { requests: { total: 1, failed: 0 } } } });
    const { stdout: text } = await run(["stats", "--url", url.replace("http://", "")]);
    expect(text).toMatch(/^The proxy at http:\S+\n {2}requests +1: 0 from its cache/);
    expect(text).toMatch(/gpt-5\.5 +200 +[\d,]+ +[\d,]+ +\d\d\.\d %/);
  });

  it("asks for the key where the proxy has one", async () => {
    const { url } = await usedProxy("--key", "k-1");
    const { code, stderr } = await run(["stats"], { env: { HEADROOM_URL: url } });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^headroom: .*HEADROOM_KEY\.\n$/)]);
    expect((await run(["stats"], { env: { HEADROOM_URL: url, HEADROOM_KEY: "k-1" } })).code).toBe(0);
  });

  it("reads the log and the store where no proxy runs", async () => {
    const { url, running, log, store } = await usedProxy();
    running.stop();
    await running.outcome;
    const env = { HEADROOM_URL: url, HEADROOM_LOG_FILE: log, HEADROOM_STORE: store };
    const told = JSON.parse((await run(["stats", "--json"], { env })).stdout);
    expect(told).toMatchObject({ log: { requests: 1, failed: 0 }, store: { path: store, sizes: { originals: {} } } });
    expect(told.store.sizes.originals.entries).toBeGreaterThan(0);
    const { stdout } = await run(["stats"], { env });
    expect(stdout).toMatch(/^No proxy was asked\.\n[\s\S]*Request log: 1 requests[\s\S]*originals +\d+ +[\d,]+ KB/);
  });

  it("says in one line what is not there", async () => {
    const home = await temporaryFolder();
    const env = { HOME: home, HEADROOM_URL: "http://127.0.0.1:9" };
    const wrong = [
      [],
      ["--url", "http://127.0.0.1:9"],
      ["--log", join(home, "no.jsonl")],
      ["--store", join(home, "no.db")],
    ];
    for (const argv of wrong) {
      const { code, stdout, stderr } = await run(["stats", ...argv], { env });
      expect([argv, code, stdout, stderr]).toEqual([argv, 1, "", expect.stringMatching(/^headroom: [^\n]+\n$/)]);
    }
  });
});

describe("headroom report", () => {
  it("writes a page on the log of a proxy, without what a log does not say", async () => {
    const log = await writtenLog();
    const file = `${log}.html`;
    expect(await run(["report", log, "--out", file])).toEqual({ code: 0, stdout: `${file}\n`, stderr: "" });
    const page = await readFile(file, "utf8");
    expect(page).toMatch(/<dt>Total requests<\/dt><dd>3<\/dd>/);
    expect(page).toMatch(/<dt>Input from the provider&#39;s cache<\/dt><dd>20\.0 %<\/dd>/);
    expect(page).not.toMatch(/Cache alignment|Waste/);
  });

  it("prints Markdown and JSON, by time and model, also of a loss", async () => {
    const log = await writtenLog();
    const { stdout } = await run(["report", log, "--format", "markdown", "--period", "week"]);
    expect(stdout).toMatch(/\| 2026-11-16 \| 2 \| 2,000 \| 800 \| 1,200 \|/);
    expect(stdout).not.toMatch(/Cache alignment|Waste/);
    const told = JSON.parse((await run(["report", log, "--json", "--since", "2026-11-10"])).stdout);
    expect(told.summary).toMatchObject({ totalRequests: 2, totalTokensSaved: 1200 });
    expect(told.summary.totalCostSaved).toBeCloseTo(-0.002, 9);
    expect(told.models.map(({ model }: { model: string }) => model)).toEqual(["gpt-5.5", "claude-sonnet-5"]);
  });

  it("reads the stores of the SDK", async () => {
    const folder = await temporaryFolder();
    const [line = ""] = (await readFile(await writtenLog(), "utf8")).split("\n");
    const metrics = loggedMetrics(
      readLoggedRequest(JSON.parse(line)) as NonNullable<ReturnType<typeof readLoggedRequest>>,
    );
    for (const [name, url] of [
      ["own.db", join(folder, "own.db")],
      ["own.jsonl", `jsonl:///${join(folder, "own.jsonl")}`],
    ] as const) {
      const storage = createStorage(url);
      await storage.save({ ...metrics, stablePrefixHash: "0123456789abcdef", cacheAlignmentScore: 80 });
      await storage.close();
      const { code, stdout } = await run(["report", join(folder, name), "--format", "markdown"]);
      expect([name, code]).toEqual([name, 0]);
      expect(stdout).toMatch(/\| Cache alignment \| 80 of 100 \|/);
    }
  });

  it("says in one line why there is nothing to report", async () => {
    const folder = await temporaryFolder();
    openSqliteStores({ path: join(folder, "texts.db") }).close();
    await writeFile(
      join(folder, "binary"),
      Uint8Array.from({ length: 500 }, (_, at) => (at * 31) % 256),
    );
    await writeFile(join(folder, "empty"), "");
    await writeFile(join(folder, "broken.db"), `SQLite format 3\0${"broken ".repeat(200)}`);
    for (const name of ["texts.db", "binary", "empty", "broken.db", "absent", "."]) {
      const { code, stdout, stderr } = await run(["report", join(folder, name), "--out", "-"]);
      expect([name, code, stdout, stderr]).toEqual([name, 1, "", expect.stringMatching(/^headroom: [^\n]+\n$/)]);
    }
    expect((await run(["report"], { env: {} })).code).toBe(2);
    const log = await writtenLog();
    for (const argv of [
      ["--format", "pdf"],
      ["--period", "year"],
      ["--since", "then"],
    ]) {
      expect((await run(["report", log, ...argv])).code).toBe(2);
    }
    expect((await run(["report", log, "--out", join(folder, "no", "such", "folder.html")])).code).toBe(1);
  });
});

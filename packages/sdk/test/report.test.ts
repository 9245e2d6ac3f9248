import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createMemoryStorage, createStorage, generateReport, writeReport } from "../src/index.js";
import { request, storageOf, wasted } from "./support/stored-requests.js";

const folder = mkdtempSync(join(tmpdir(), "headroom-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a report", () => {
  it("sums up by day, and says what to do", async () => {
    const storage = storageOf(
      wasted(0, 9000),
      wasted(1, 2000),
      request(20, {
        mode: "audit",
        tokensInputAfter: 1000,
        costAfter: 0.005,
        cacheAlignmentScore: 0,
        error: "status_500",
      }),
      request(21, { model: "claude-opus-5", stablePrefixHash: "f".repeat(16), cacheAlignmentScore: 0 }),
      request(22, { stablePrefixHash: "e".repeat(16), cacheAlignmentScore: 0, costBefore: null, costAfter: null }),
    );
    const data = JSON.parse(await writeReport({ storage, format: "json" }));
    expect(data).toMatchObject({
      from: "2026-01-07T12:00:00.000Z",
      to: "2026-01-08T10:00:00.000Z",
      summary: { totalRequests: 5, totalTokensBefore: 5000, totalTokensAfter: 2600, totalTokensSaved: 2400 },
      cachedPercent: 50,
      periods: [
        { period: "2026-01-07", totalRequests: 2, totalTokensSaved: 1200 },
        { period: "2026-01-08", totalRequests: 3 },
      ],
      models: [{ model: "gpt-5.5", totalRequests: 4 }, { model: "claude-opus-5" }],
      wasteful: [
        { requestId: "request-0", wasteTokens: 9000 },
        { requestId: "request-1", wasteTokens: 2000 },
      ],
      prefixChanges: 1,
      errors: 1,
    });
    expect(data.headroomFactor).toBeCloseTo(5000 / 2600);
    expect(data.summary.totalCostSaved).toBeCloseTo(0.009);
    expect(data.waste[0]).toEqual({ name: "Tool JSON Bloat", tokens: 11_000 });
    expect(data.waste.map(({ name }: { name: string }) => name).sort()).toEqual([
      ...["Base64 Blobs", "Dynamic Dates", "HTML Noise", "History Bloat", "Tool JSON Bloat", "Whitespace"],
    ]);
    expect(data.recommendations).toHaveLength(2);
    expect(data.recommendations[0]).toContain("system text");
    expect(data.recommendations[1]).toContain("JSON syntax");
  });

  it.each([
    ["hour", ["2026-01-07T12:00", "2026-01-07T13:00", "2026-01-11T12:00"]],
    ["day", ["2026-01-07", "2026-01-11"]],
    ["week", ["2026-01-05"]],
    ["month", ["2026-01"]],
  ] as const)("groups by %s", async (period, expected) => {
    const storage = storageOf(request(0), request(1), request(96));
    const data = JSON.parse(await writeReport({ storage, format: "json", period }));
    expect(data.periods.map((sums: { period: string }) => sums.period)).toEqual(expected);
  });

  it("is about the time that is asked for", async () => {
    const storage = storageOf(request(0), request(1), request(2));
    const { timestamp } = request(1);
    const data = JSON.parse(await writeReport({ storage, format: "json", startTime: timestamp, endTime: timestamp }));
    expect(data.summary.totalRequests).toBe(1);
  });

  it("has every section and plots in HTML, and is one well-formed page that loads nothing", async () => {
    const evil = '<script>alert("1")</script>|`';
    const storage = storageOf(
      wasted(0, 20_000),
      request(30, { model: evil, mode: "audit" }),
      request(31, { mode: "audit" }),
    );
    const html = await writeReport({ storage: { ...storage, iterAll: storage.iterAll }, format: "html" });
    for (const said of [
      ...["Total requests", "Tokens saved", "Estimated cost savings", "Cache alignment", "TPM headroom factor"],
      ...["Tool JSON Bloat", "Requests with the most waste", "Recommendations", "request-0", "after provider caching"],
    ]) {
      expect(html).toContain(said);
    }
    expect(html.match(/<svg /g)).toHaveLength(3);
    expect(html.match(/<rect /g)?.length).toBeGreaterThan(10);
    expect(html).not.toMatch(/<script|https?:|NaN|Infinity|undefined/);
    const open = (tag: string) => html.split(new RegExp(`<${tag}[ >]`)).length;
    for (const tag of ["svg", "table", "tr", "td", "dl", "ul", "rect", "text"]) {
      if (tag !== "rect") expect(open(tag), tag).toBe(html.split(`</${tag}>`).length);
    }
  });

  it("is the same in Markdown, where no name ends its cell", async () => {
    const markdown = await writeReport({ storage: storageOf(request(0, { model: "a|b" })), format: "markdown" });
    expect(markdown).toContain("# Headroom report");
    expect(markdown).toContain("| Tokens saved | 600 (60.0 %) |");
    expect(markdown).toContain("| a\\|b | 1 | 1,000 | 400 | 600 | $0.0020 | $0.0030 |");
    expect(markdown).toContain("## Recommendations\n\nNone.");
  });

  it("of nothing says so", async () => {
    for (const format of ["html", "markdown"] as const) {
      const text = await writeReport({ storage: createMemoryStorage(), format });
      expect(text).toContain("No requests.");
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it("shows what was lost as a negative number", async () => {
    const storage = storageOf(request(0, { tokensInputAfter: 1500, costAfter: 0.0075 }));
    const markdown = await writeReport({ storage, format: "markdown" });
    expect(markdown).toContain("| Tokens saved | -500 (-50.0 %) |");
    expect(markdown).toContain("-$0.0025 after provider caching");
  });
});

describe("generateReport", () => {
  it("reads a file of metrics, and gives the path of what it wrote", async () => {
    const storeUrl = join(folder, "headroom.db");
    const storage = createStorage(storeUrl);
    for (const at of [0, 1]) await storage.save(request(at));
    await storage.close();
    const outputPath = join(folder, "report.html");
    expect(await generateReport({ storeUrl, outputPath })).toBe(outputPath);
    expect(readFileSync(outputPath, "utf8")).toContain("<dd>2</dd>");
  });

  it.each([
    [{}, "needs storeUrl or storage"],
    [{ storeUrl: "a.db", storage: createMemoryStorage() }, "one of them"],
    [{ storage: createMemoryStorage(), format: "pdf" }, "it must be html, markdown or json"],
    [{ storage: createMemoryStorage(), period: "year" }, "it must be one of hour, day, week, month"],
    [{ storage: createMemoryStorage(), from: 1 }, "from is not an option of a report"],
  ])("refuses %j", async (options, message) => {
    await expect(writeReport(options as never)).rejects.toThrow(message);
  });
});

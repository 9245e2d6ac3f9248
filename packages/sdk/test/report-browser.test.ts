import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, launch, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium } from "../../../scripts/chromium.js";
import { writeReport } from "../src/index.js";
import { NO_WASTE, request, storageOf } from "./support/stored-requests.js";

/** Where pictures go that a person wants to look at; none are made without it. */
const pictures = process.env.HEADROOM_SCREENSHOTS;
const HOURS = Array.from({ length: 60 }, (_, at) => at * 7);

let browser: Browser;
let html: string;

describe.skipIf(chromium === undefined)("the report in a browser", () => {
  beforeAll(async () => {
    browser = await launch({ executablePath: chromium as string, args: ["--no-sandbox", "--disable-gpu"] });
    const requests = HOURS.map((at, index) =>
      request(at, {
        requestId: `0b6e54f2-6d1c-4d6f-9a55-0000000${100 + index}`,
        model: ["gpt-5.5", "claude-sonnet-5", "gemini-3.5-flash-with-a-long-name-2026-05-01"][index % 3] as string,
        tokensInputBefore: 20_000 + 900 * (index % 11),
        tokensInputAfter: 6000 + 300 * (index % 7),
        wasteSignals: { ...NO_WASTE, jsonBloatTokens: 800 * (index % 9), whitespaceTokens: 120 * (index % 4) },
      }),
    );
    html = await writeReport({ storage: storageOf(...requests) });
  }, 60_000);

  afterAll(() => browser?.close());

  async function open(width: number, theme: "light" | "dark"): Promise<{ page: Page; asked: string[] }> {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", ({ url }) => asked.push(url()));
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    await page.setContent(html);
    return { page, asked };
  }

  it.each([
    [1200, "light"],
    [1200, "dark"],
    [360, "light"],
  ] as const)("fits a window of %i pixels, in %s, and loads nothing", async (width, theme) => {
    const { page, asked } = await open(width, theme);
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({
        path: join(pictures, `report-${width}-${theme}.png`) as `${string}.png`,
        fullPage: true,
      });
    }
    expect(asked).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe(theme === "dark" ? "rgb(20, 25, 31)" : "rgb(255, 255, 255)");
    await page.close();
  });

  it("says of each bar what it stands for", async () => {
    const { page } = await open(1200, "light");
    const bars = await page.$$eval("svg[role=img] rect > title", (titles) =>
      titles.map(({ textContent }) => textContent),
    );
    expect(bars.length).toBeGreaterThan(50);
    expect(bars[0]).toMatch(/^2026-01-\d\d, before: [\d,]+$/);
    await page.close();
  });
});

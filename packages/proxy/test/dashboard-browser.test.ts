import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, launch, type Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chromium } from "../../../scripts/chromium.js";
import { compressibleChat, compressibleMessages, plainChat } from "./support/bodies.js";
import { json, type Script } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

const USAGE = { prompt_tokens: 1200, completion_tokens: 34, prompt_tokens_details: { cached_tokens: 900 } };
const ANTHROPIC_USAGE = { input_tokens: 300, cache_read_input_tokens: 900, output_tokens: 20 };
const answers: Script = ({ url }, response) =>
  json(response, url?.includes("messages") ? { content: [], usage: ANTHROPIC_USAGE } : { choices: [], usage: USAGE });

/** Where pictures go that a person wants to look at; none are made without it. */
const pictures = process.env.HEADROOM_SCREENSHOTS;

let browser: Browser;
let url: string;

describe.skipIf(chromium === undefined)("the dashboard in a browser", () => {
  beforeAll(async () => {
    browser = await launch({ executablePath: chromium as string, args: ["--no-sandbox", "--disable-gpu"] });
  }, 60_000);

  afterAll(() => browser?.close());

  beforeEach(async () => {
    const { proxy } = await startPair(answers, {
      optimize: {},
      keepContent: true,
      budgets: { total: { daily: 20 } },
    });
    url = proxy.url;
    const post = (path: string, body: Uint8Array, session: string) =>
      send(url + path, { body, headers: { "x-headroom-session": session } });
    for (const rows of [100, 300, 200]) await post("/v1/chat/completions", compressibleChat(rows), "first");
    await post("/v1/messages", compressibleMessages(), "second");
    await post("/v1/chat/completions", plainChat(), "second");
  });

  /** A page of this size with the dashboard, and the addresses it asked for. */
  async function open(width: number, theme: "light" | "dark"): Promise<{ page: Page; asked: string[] }> {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    await page.goto(`${url}/dashboard`);
    return { page, asked };
  }

  it("loads nothing but the page, and complains of nothing", async () => {
    const { page, asked } = await open(1200, "light");
    expect(asked.filter((address) => !address.endsWith("/favicon.ico"))).toEqual([`${url}/dashboard`]);
    expect(await page.$eval("h1", (each) => each.textContent)).toBe("Headroom");
    await page.close();
  });

  it.each([
    ["light", 1200],
    ["dark", 1200],
    ["light", 360],
  ] as const)("fits a %s screen of %i pixels, with text that stands out", async (theme, width) => {
    const { page } = await open(width, theme);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(overflow).toBe(0);
    expect(await page.evaluate(FAINTEST)).toBeGreaterThanOrEqual(4.5);
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true });
      await page.click("details:nth-of-type(2) summary");
      await page.screenshot({ path: join(pictures, `${theme}-${width}.png`) as `${string}.png`, fullPage: true });
    }
    await page.close();
  });

  it("is used by keyboard: first past the heading, then to a request, which opens with before and after", async () => {
    const { page } = await open(1200, "light");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the figures");
    for (let at = 0; at < 30; at += 1) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate("document.activeElement.tagName")) === "SUMMARY") break;
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const shown = await page.evaluate("document.activeElement.parentElement.innerText");
    expect(shown).toMatch(/Before, [\d,]+ characters/);
    expect(shown).toMatch(/After, [\d,]+ characters/);
    await page.close();
  });

  it("names every picture and every region that scrolls", async () => {
    const { page } = await open(360, "light");
    const unnamed = await page.$$eval("svg, [tabindex], nav", (all) =>
      all
        .filter((each) => !each.hasAttribute("aria-label") && !each.hasAttribute("aria-labelledby"))
        .map((each) => each.outerHTML),
    );
    expect(unnamed).toEqual([]);
    expect(await page.$$eval("svg", (all) => all.length)).toBe(3);
    await page.close();
  });
});

/** The lowest contrast of any text to what it stands on, by the formula of WCAG 2. */
const FAINTEST = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = channels(color).map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (channels(color)[3] !== 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const ratios = [...document.querySelectorAll("body *")]
    .filter((each) => !each.closest("svg") && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((each) => {
      const [a, b] = [light(getComputedStyle(each).color), light(ground(each))].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    });
  return Math.min(...ratios);
})()`;

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ListedRates, Listing, Tracker } from "./listing.ts";

/** A model in the data of `@earendil-works/pi-ai`. Rates are dollars for a million tokens, 0 where there is none. */
interface PiModel {
  readonly contextWindow?: number;
  readonly maxTokens?: number;
  readonly cost?: PiCost & { readonly tiers?: readonly (PiCost & { readonly inputTokensAbove: number })[] };
}

interface PiCost {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

const PI_FILES: Readonly<Record<string, readonly string[]>> = {
  openai: ["openai"],
  anthropic: ["anthropic"],
  google: ["google"],
  mistral: ["mistral"],
  other: ["deepseek", "xai", "moonshotai", "zai"],
};

/** The list that the package `@earendil-works/pi-ai`, unpacked in a folder, is generated with. */
export function piTracker(folder: string, version: string): Tracker {
  return {
    id: "pi",
    name: `model list of @earendil-works/pi-ai ${version}`,
    url: "https://www.npmjs.com/package/@earendil-works/pi-ai",
    places: (maker) =>
      (PI_FILES[maker] ?? []).map((file) => {
        const path = join(folder, "dist", "providers", "data", `${file}.json`);
        const groups = JSON.parse(readFileSync(path, "utf8")) as Record<string, Record<string, PiModel>>;
        return Object.values(groups)
          .flatMap((models) => Object.entries(models))
          .filter(([name]) => name.startsWith("chat:"))
          .map(([name, model]) => [name.slice("chat:".length), fromPi(model)] as const);
      }),
  };
}

function fromPi({ contextWindow, maxTokens: maxOutput, cost }: PiModel): Listing {
  const tiers = cost?.tiers?.flatMap((tier) => {
    const rates = piRates(tier);
    return rates === undefined ? [] : [{ aboveInputTokens: tier.inputTokensAbove, ...rates }];
  });
  return { contextWindow, maxOutput, rates: cost && piRates(cost), tiers };
}

function piRates({ input, output, cacheRead, cacheWrite }: PiCost): ListedRates | undefined {
  if (input === 0 || output === 0) return undefined;
  return { input, output, cacheRead: cacheRead || undefined, cacheWrite: cacheWrite || undefined };
}

type GenaiPrice = number | { readonly base: number; readonly tiers: readonly { start: number; price: number }[] };
type GenaiPrices = Readonly<Record<string, GenaiPrice>>;

interface GenaiModel {
  readonly id: string;
  readonly context_window?: number;
  readonly prices: GenaiPrices | readonly { readonly constraint?: { type: string }; readonly prices: GenaiPrices }[];
}

const GENAI_PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["openai"],
  anthropic: ["anthropic"],
  google: ["google"],
  cohere: ["cohere"],
  mistral: ["mistral"],
  other: ["x-ai", "moonshotai"],
};

/** The list inside the package `@pydantic/genai-prices`, unpacked in a folder. */
export async function genaiTracker(folder: string, version: string): Promise<Tracker> {
  const { findProvider } = (await import(pathToFileURL(join(folder, "dist", "index.js")).href)) as {
    findProvider(options: { providerId: string }): { readonly models: readonly GenaiModel[] } | undefined;
  };
  return {
    id: "genai-prices",
    name: `@pydantic/genai-prices ${version}`,
    url: "https://github.com/pydantic/genai-prices",
    places: (maker) =>
      (GENAI_PROVIDERS[maker] ?? []).map((providerId) =>
        (findProvider({ providerId })?.models ?? []).map((model) => [model.id, fromGenai(model)] as const),
      ),
  };
}

function fromGenai({ context_window: contextWindow, prices }: GenaiModel): Listing {
  // Of several prices the newest by day; those of hours are left out.
  const now: GenaiPrices = Array.isArray(prices)
    ? (prices.findLast(({ constraint }) => constraint?.type !== "time_of_date")?.prices ?? {})
    : (prices as GenaiPrices);
  const starts = typeof now.input_mtok === "object" ? now.input_mtok.tiers.map(({ start }) => start) : [];
  const rates = genaiRates(now, 0);
  return {
    contextWindow,
    rates,
    tiers: starts.flatMap((start) => {
      const tier = genaiRates(now, start + 1);
      return tier === undefined ? [] : [{ aboveInputTokens: start, ...tier }];
    }),
  };
}

function genaiRates(prices: GenaiPrices, tokens: number): ListedRates | undefined {
  const rate = (name: string) => {
    const price = prices[name];
    if (price === undefined || typeof price === "number") return price;
    return price.tiers.findLast(({ start }) => tokens > start)?.price ?? price.base;
  };
  const [input, output] = [rate("input_mtok"), rate("output_mtok")];
  if (!input || !output) return undefined;
  return {
    input,
    output,
    cacheRead: rate("cache_read_mtok"),
    cacheWrite: rate("cache_write_mtok"),
    cacheWriteLong: rate("cache_write_1h_mtok"),
  };
}

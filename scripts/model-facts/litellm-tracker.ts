import type { ListedRates, Listing, Tracker } from "./listing.ts";

/** An entry of LiteLLM's `model_prices_and_context_window.json`; rates are dollars for one token. */
interface Entry {
  readonly litellm_provider?: string;
  readonly mode?: string;
  readonly max_input_tokens?: number;
  readonly max_output_tokens?: number;
  readonly off_peak_pricing?: OffPeak;
  readonly [name: string]: unknown;
}

interface OffPeak {
  readonly windows: readonly { readonly hours_utc: string | readonly string[]; readonly weekdays: readonly number[] }[];
  readonly [name: string]: unknown;
}

/** The providers under which LiteLLM lists the models of a maker; the maker itself goes first. */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["openai", "azure"],
  anthropic: ["anthropic", "bedrock_converse", "bedrock", "vertex_ai-anthropic_models"],
  google: ["gemini", "vertex_ai-language-models"],
  cohere: ["cohere_chat", "cohere"],
  mistral: ["mistral", "vertex_ai-mistral_models", "bedrock"],
  other: ["deepseek", "xai", "moonshot", "zai", "dashscope"],
};

export function litellmTracker(text: string, version: string): Tracker {
  const entries = Object.entries(JSON.parse(text) as Record<string, Entry>);
  return {
    id: "litellm",
    name: `model_prices_and_context_window.json of LiteLLM ${version}`,
    url: "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
    places: (maker) =>
      (PROVIDERS[maker] ?? []).map((provider) =>
        entries
          .filter(([, entry]) => entry.litellm_provider === provider && entry.mode !== "embedding")
          .map(([name, entry]) => [name, toListing(entry)] as const),
      ),
  };
}

function toListing(entry: Entry): Listing {
  const rates = ratesOf(entry, "");
  const thousands = new Set(
    Object.keys(entry).flatMap((name) => /^input_cost_per_token_above_(\d+)k_tokens$/.exec(name)?.[1] ?? []),
  );
  const tiers = [...thousands].map(Number).sort((a, b) => a - b);
  return {
    maxInput: entry.max_input_tokens,
    maxOutput: entry.max_output_tokens,
    rates,
    tiers: tiers.flatMap((k) => {
      const tier = ratesOf(entry, `_above_${k}k_tokens`);
      return tier === undefined ? [] : [{ aboveInputTokens: k * 1000, ...tier }];
    }),
    offPeak: rates && entry.off_peak_pricing && offPeak(entry.off_peak_pricing, rates),
  };
}

function ratesOf(entry: Readonly<Record<string, unknown>>, suffix: string): ListedRates | undefined {
  const rate = (name: string) => {
    const dollars = entry[name + suffix];
    return typeof dollars === "number" && dollars > 0 ? Number((dollars * 1e6).toPrecision(6)) : undefined;
  };
  const [input, output] = [rate("input_cost_per_token"), rate("output_cost_per_token")];
  if (input === undefined || output === undefined) return undefined;
  const writes = typeof entry.cache_creation_input_token_cost === "number";
  const write = "cache_creation_input_token_cost";
  return {
    input,
    output,
    cacheRead: rate("cache_read_input_token_cost"),
    cacheWrite: writes ? rate(write) : undefined,
    cacheWriteLong: writes ? (rate(`${write}_above_1hr`) ?? rate(`${write}_above_12hr`)) : undefined,
  };
}

function offPeak(pricing: OffPeak, atPeak: ListedRates): Listing["offPeak"] {
  const rates = ratesOf(pricing, "");
  // Days that are off-peak as a whole are no working days; of those, what is not off-peak is peak.
  const working = pricing.windows.find(({ hours_utc: hours }) => Array.isArray(hours));
  if (rates === undefined || working === undefined) return undefined;
  const quiet = (working.hours_utc as readonly string[]).map(minutesOf).sort((a, b) => a[0] - b[0]);
  const minutes: [number, number][] = [];
  let at = 0;
  for (const [from, to] of quiet) {
    if (from > at) minutes.push([at, from]);
    at = Math.max(at, to);
  }
  if (at < 1440) minutes.push([at, 1440]);
  return { rates, peak: { factor: atPeak.input / rates.input, minutes, weekdays: working.weekdays } };
}

function minutesOf(span: string): [number, number] {
  const [from = 0, to = 0] = span.split("-").map((time) => {
    const [hours = 0, minutes = 0] = time.split(":").map(Number);
    return hours * 60 + minutes;
  });
  return [from, to === 0 ? 1440 : to];
}

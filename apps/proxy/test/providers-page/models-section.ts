import type { CacheFacts, ModelFacts, Price, Provider, Rates } from "@headroom/core";
import { number, table } from "./table.js";

/** The models of a provider: limits, cache rule and price, and what of it is not verified. */
export function modelsSection({ title, catalog }: Provider): string {
  const rows = catalog.models.map((facts) => [
    `\`${facts.model}\``,
    number(facts.contextWindow) + (facts.maxInput === undefined ? "" : ` (input ${number(facts.maxInput)})`),
    number(facts.maxOutput),
    cacheInWords(facts.cache),
    priceInWords(facts),
    catalog
      .sourcesOf(facts, facts.prices.length > 0 ? "prices" : "limits")
      .map(({ verifiedOn }) => verifiedOn)
      .sort()
      .at(-1) ?? "",
    Object.keys(facts.unverified ?? {}).join(", "),
  ]);
  return `### ${title}

${table(["model", "context window", "maximum output", "cache", "price", "checked on", "not verified"], rows)}`;
}

function cacheInWords({ minimumTokens, match, lifetimeSeconds, longLifetimeSeconds }: CacheFacts): string {
  if (match.kind === "none") return "none";
  const found =
    match.kind === "prefix"
      ? `any prefix, steps of ${match.stepTokens}`
      : `marks (${match.placed}, ${match.writes} writes, ${match.lookback} back)`;
  const lives = [lifetimeSeconds, longLifetimeSeconds].filter((life) => life !== undefined).map(lifeInWords);
  return `${minimumTokens === 0 ? "no stated minimum" : `from ${number(minimumTokens)}`}; ${found}; ${lives.join(" or ")}`;
}

function lifeInWords(seconds: number): string {
  return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}

function priceInWords({ prices }: ModelFacts): string {
  const price = prices.at(-1);
  if (price === undefined) return "none known";
  const since = price.from === undefined ? "" : ` (since ${price.from})`;
  return [`${ratesInWords(price)}${since}`, ...cliffs(price)].join("; ");
}

function cliffs({ tiers = [], peak }: Price): readonly string[] {
  const above = tiers.map((tier) => `above ${number(tier.aboveInputTokens)}: ${ratesInWords(tier)}`);
  return peak === undefined ? above : [...above, `times ${peak.factor} at peak hours`];
}

function ratesInWords({ input, cacheRead, cacheWrite, cacheWriteLong, output }: Rates): string {
  return [input, cacheRead, cacheWrite, cacheWriteLong, output]
    .map((rate) => (rate === undefined ? "–" : number(rate)))
    .join(" / ");
}

/** Every fact that rests on one unconfirmed source or on none, and what was said. */
export function unverifiedSection({ title, catalog }: Provider): string {
  const rows = catalog.models.flatMap(({ model, unverified = {} }) =>
    Object.entries(unverified).map(([fact, reason]) => [`\`${model}\``, fact, reason ?? ""]),
  );
  return rows.length === 0 ? "" : `### ${title}: not verified\n\n${table(["model", "fact", "why"], grouped(rows))}`;
}

/** One line for facts of one model that share a reason. */
function grouped(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const lines = new Map<string, string[]>();
  for (const [model = "", fact = "", reason = ""] of rows) {
    const key = JSON.stringify([model, reason]);
    lines.set(key, [...(lines.get(key) ?? []), fact]);
  }
  return [...lines].map(([key, facts]) => {
    const [model = "", reason = ""] = JSON.parse(key) as string[];
    return [model, facts.join(", "), reason];
  });
}

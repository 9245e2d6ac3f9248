import { asArray, asObject, type JsonObject, type JsonValue } from "@headroom/core";
import type { Colours } from "../terminal/colours.js";
import { inCount, inDollars, inPercent } from "../terminal/figures.js";
import { table } from "../terminal/table.js";

/** What a proxy says of itself at `/stats`, for people. Members that it does not say are left out. */
export function printProxyStats(url: string, stats: JsonValue, colours: Colours): string {
  const { requests, tokens, cost, cache, recent_requests: recent } = membersOf(asObject(stats) ?? {});
  const count = (from: JsonObject, name: string): string => inCount(numberOf(from[name]));
  const served = `${count(requests, "total")}: ${count(requests, "cached")} from its cache, ${count(requests, "rate_limited")} refused by limits, ${count(requests, "failed")} failed`;
  const spent = `${inDollars(numberOf(cost.total_cost_usd))} by list price, ${inDollars(numberOf(cost.total_savings_usd))} saved`;
  const saved = inPercent(numberOf(tokens.savings_percent));
  const rows = [
    ["requests", served],
    [
      "tokens",
      `${count(tokens, "input")} in (${count(tokens, "cached")} from prompt caches), ${count(tokens, "output")} out, ${count(tokens, "saved")} saved (${saved})`,
    ],
    ["cost", spent],
    ...(cost.budget_limit_usd === null || cost.budget_limit_usd === undefined
      ? []
      : [
          [
            "budget",
            `${inDollars(numberOf(cost.budget_remaining_usd))} left of ${inDollars(numberOf(cost.budget_limit_usd))}`,
          ],
        ]),
    ...(cache.entries === undefined
      ? []
      : [["answers kept", `${count(cache, "entries")} of ${count(cache, "max_entries")}`]]),
  ];
  const lines = rows.map(([name = "", said]) => `  ${name.padEnd(14)}${said}\n`).join("");
  const last = (asArray(recent ?? null) ?? []).map((one) => rowOf(asObject(one) ?? {}));
  const shown = last.length === 0 ? "" : `\n${colours.strong("Last requests")}\n${table([HEADING, ...last])}`;
  return `${colours.strong(`The proxy at ${url}`)}\n${lines}${shown}`;
}

const HEADING = ["", "status", "input tokens", "sent", "saved", "cost", "ms"];

function rowOf(one: JsonObject): readonly string[] {
  return [
    String(one.model ?? "") || "?",
    String(one.status ?? "-"),
    inCount(numberOf(one.input_tokens_original)),
    inCount(numberOf(one.input_tokens_optimized)),
    inPercent(numberOf(one.savings_percent)),
    one.estimated_cost_usd === null ? "-" : inDollars(numberOf(one.estimated_cost_usd)),
    inCount(numberOf(one.total_latency_ms)),
  ];
}

function membersOf(stats: JsonObject) {
  return {
    requests: asObject(stats.requests) ?? {},
    tokens: asObject(stats.tokens) ?? {},
    cost: asObject(stats.cost) ?? {},
    cache: asObject(stats.cache) ?? {},
    recent_requests: stats.recent_requests,
  };
}

function numberOf(value: JsonValue | undefined): number {
  return typeof value === "number" ? value : 0;
}

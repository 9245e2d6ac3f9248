import type { JsonValue } from "@headroom/core";
import { expect, it } from "vitest";
import { asksForLongCache } from "./long-cache.js";

it.each<[boolean, JsonValue]>([
  [true, { prompt_cache_retention: "24h" }],
  [true, { prompt_cache_options: { ttl: "12h" } }],
  [false, { prompt_cache_retention: "in_memory" }],
  [false, { prompt_cache_options: { ttl: "30m", mode: "implicit" } }],
  [false, { messages: [] }],
  [false, []],
])("a request asks for a longer life: %s %j", (asks, body) => {
  expect(asksForLongCache(body)).toBe(asks);
});

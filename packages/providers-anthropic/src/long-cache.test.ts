import type { JsonValue } from "@headroom/core";
import { expect, it } from "vitest";
import { asksForLongCache } from "./long-cache.js";

const hour = { type: "ephemeral", ttl: "1h" };

it.each<[boolean, JsonValue]>([
  [true, { cache_control: hour, messages: [] }],
  [true, { system: [{ type: "text", text: "Hello", cache_control: hour }], messages: [] }],
  [true, { tools: [{ name: "list", cache_control: hour }], messages: [] }],
  [true, { messages: [{ role: "user", content: [{ type: "text", text: "Hello", cache_control: hour }] }] }],
  [
    false,
    { messages: [{ role: "user", content: [{ type: "text", text: "1h", cache_control: { type: "ephemeral" } }] }] },
  ],
  [false, { system: "ttl: 1h", messages: [{ role: "user", content: "Hello" }] }],
  [false, []],
])("a request asks for an hour: %s %j", (asks, body) => {
  expect(asksForLongCache(body)).toBe(asks);
});

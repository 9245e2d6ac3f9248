import { describe, expect, it } from "vitest";
import { isHistoryHeld } from "./history-held.js";
import type { JsonObject } from "./json-shape.js";

const thinking = { type: "clear_thinking_20251015", keep: "all" };
const results = { type: "clear_tool_uses_20250919", trigger: { type: "input_tokens", value: 30_000 } };

describe("isHistoryHeld", () => {
  it.each<JsonObject>([
    { previous_response_id: "resp_1" },
    { previousResponseId: "resp_1" },
    { conversation: "conv_1" },
    { conversation: { id: "conv_1" } },
    { truncation: "auto" },
    { transforms: ["middle-out"] },
    { context_management: { edits: [thinking, results] } },
    { contextManagement: { edits: [results] } },
    { context_management: { edits: [{ type: "compact_20260112" }] } },
    { context_management: [{ type: "compaction", compact_threshold: 200_000 }] },
    { context_management: { later: true } },
    { context_management: { edits: ["anything"] } },
  ])("%j: yes", (request) => {
    expect(isHistoryHeld(request)).toBe(true);
  });

  it.each<JsonObject>([
    {},
    { previous_response_id: null, conversation: null, truncation: "disabled", context_management: null },
    { context_management: { edits: [thinking] } },
    { context_management: { edits: [] } },
    { context_management: [] },
    { transforms: [] },
    { messages: [{ role: "user", content: "truncation: auto" }], store: true },
  ])("%j: no", (request) => {
    expect(isHistoryHeld(request)).toBe(false);
  });
});

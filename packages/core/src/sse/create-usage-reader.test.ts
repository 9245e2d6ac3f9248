import { describe, expect, it } from "vitest";
import type { JsonValue } from "../json/path.js";
import { createUsageReader } from "./create-usage-reader.js";

const sum = () =>
  createUsageReader<number>({
    start: 0,
    mention: '"tokens"',
    read: (total, event) => total + Number((event as { tokens: number }).tokens),
    usage: (outputTokens) => (outputTokens === 0 ? undefined : { outputTokens }),
  });

describe("a usage reader", () => {
  it("folds the events that mention usage", () => {
    const reader = sum();
    expect(reader.usage()).toBeUndefined();
    reader.push(new TextEncoder().encode('data: {"tokens":3}\n\ndata: {"other":9}\n\ndata: {"tokens":'));
    expect(reader.usage()).toEqual({ outputTokens: 3 });
    reader.push(new TextEncoder().encode("4}\n\n"));
    expect(reader.usage()).toEqual({ outputTokens: 7 });
  });

  it("passes over events that are not JSON", () => {
    const reader = sum();
    reader.push(new TextEncoder().encode('data: "tokens" {\n\ndata: [DONE]\n\ndata: {"tokens":1}\n\n'));
    expect(reader.usage()).toEqual({ outputTokens: 1 });
  });

  it("does not parse events that do not mention usage", () => {
    const seen: JsonValue[] = [];
    const reader = createUsageReader({
      start: undefined,
      mention: '"tokens"',
      read: (_state, event) => void seen.push(event),
      usage: () => undefined,
    });
    reader.push(new TextEncoder().encode('data: {"text":"hello"}\n\n'));
    expect(seen).toEqual([]);
  });
});

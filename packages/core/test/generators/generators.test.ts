import { describe, expect, it } from "vitest";
import { agentic, anthropicBody, openaiMessages } from "./agentic.js";
import { apiResources } from "./api-resources.js";
import { databaseRows } from "./database-rows.js";
import { logEntries } from "./log-entries.js";
import { createRandom } from "./random.js";
import { searchResults } from "./search-results.js";

const compact = (data: unknown) => JSON.stringify(data).length / 1000;

describe("generators", () => {
  it.each([
    ["search 100", searchResults({ count: 100 }), 30.7],
    ["search 1000", searchResults({ count: 1000 }), 304.5],
    ["logs 100", logEntries({ count: 100 }), 22.8],
    ["logs 500", logEntries({ count: 500 }), 106.7],
    ["logs 1000", logEntries({ count: 1000 }), 211.4],
    ["api 100", apiResources({ count: 100 }), 22.6],
    ["api 500", apiResources({ count: 500 }), 113.9],
    ["metrics 1000", databaseRows({ count: 1000, table: "metrics" }), 127.5],
    ["users 1000", databaseRows({ count: 1000, table: "users" }), 156],
    ["transactions 1000", databaseRows({ count: 1000, table: "transactions" }), 141.4],
    ["mixed 1000", databaseRows({ count: 1000, table: "mixed" }), 141.9],
  ])("%s has the size it should have", (_name, data, thousands) => {
    expect(compact(data)).toBeGreaterThan(thousands * 0.95);
    expect(compact(data)).toBeLessThan(thousands * 1.07);
  });

  it.each([
    [10, 1, 50, 42, 49],
    [50, 2, 50, 233, 336],
    [50, 1, 50, 201, 211],
    [200, 1, 30, 829, 561],
  ])(
    "conversations of %i turns have about as many messages and tokens as they should have",
    (turns, callsPerTurn, items, messages, thousands) => {
      const conversation = openaiMessages(agentic({ turns, callsPerTurn, items }));
      expect(conversation.length).toBeGreaterThan(messages * 0.95);
      expect(conversation.length).toBeLessThan(messages * 1.05);
      expect(compact(conversation) / 4).toBeGreaterThan(thousands * 0.85);
      expect(compact(conversation) / 4).toBeLessThan(thousands * 1.1);
    },
  );

  it("conversations say the same in either format", () => {
    const conversation = agentic({ turns: 30, callsPerTurn: 2, items: 2 });
    const results = (messages: readonly object[]) => JSON.stringify(messages).match(/call_\d+_\d+/g) ?? [];
    const { system, messages } = anthropicBody(conversation);
    expect(results(messages)).toEqual(results(openaiMessages(conversation)));
    expect(system.length).toBeGreaterThan(500);
    expect(system.length).toBeLessThan(600);
    const roles = messages.map((message) => (message as { role: string }).role);
    expect(roles.every((role, at) => role === (at % 2 === 0 ? "user" : "assistant"))).toBe(true);
  });

  it("depend on their seed only", () => {
    expect(logEntries({ count: 50 })).toEqual(logEntries({ count: 50, seed: 42 }));
    expect(logEntries({ count: 50 })).not.toEqual(logEntries({ count: 50, seed: 43 }));
  });

  it("draw as announced", () => {
    const random = createRandom(7);
    const numbers = Array.from({ length: 5000 }, () => random.normal(100, 15));
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    expect(Math.abs(mean - 100)).toBeLessThan(1);
    const levels = logEntries({ count: 1000 }).map((entry) => entry.level);
    const count = (level: string) => levels.filter((found) => found === level).length;
    expect([count("CRITICAL"), count("ERROR")]).toEqual([1, 5]);
    expect(count("INFO")).toBeGreaterThan(740);
    expect(
      databaseRows({ count: 100, table: "metrics" }).flatMap((row, index) => (row.is_anomaly ? [index] : [])),
    ).toEqual([25, 50, 75]);
  });
});

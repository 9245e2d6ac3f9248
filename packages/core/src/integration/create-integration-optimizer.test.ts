import { describe, expect, it } from "vitest";
import { type PlainBody, plainDialect } from "../../test/plain-dialect.js";
import type { Optimized } from "../pipeline/optimizer.js";
import type { Report } from "../report/report.js";
import { createIntegrationOptimizer } from "./create-integration-optimizer.js";
import type { IntegrationOptions } from "./integration-options.js";

const ROWS = JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ id, state: "open", size: (id * 7919) % 5000 })));
const CALL: PlainBody = {
  messages: [
    { role: "user", text: "List" },
    { role: "tool", tool: "list", text: ROWS },
  ],
};

function optimize(options: IntegrationOptions, model = "gpt-5.5"): Optimized<PlainBody> {
  return createIntegrationOptimizer(plainDialect, { strict: true, ...options })(CALL, model) as Optimized<PlainBody>;
}

describe("the optimizer of an integration", () => {
  it("makes results shorter with the usual compressors, under the name of the model", () => {
    const { body, report } = optimize({});
    expect(body.messages[1]?.text?.length).toBeLessThan(0.8 * ROWS.length);
    expect(body.messages[0]).toBe(CALL.messages[0]);
    expect(report.model).toBe("gpt-5.5");
  });

  it("tells who wants to know, whatever becomes of that", () => {
    const told: Report[] = [];
    const { report } = optimize({ onReport: (each) => told.push(each) });
    expect(told).toEqual([report]);
    const fails = (): never => {
      throw new Error("listener");
    };
    expect(optimize({ onReport: fails }).body).toEqual(optimize({}).body);
  });

  it("takes the smallest cached prefix as a number or by the model", () => {
    const asked: string[] = [];
    const never = (model: string): number => {
      asked.push(model);
      return 1_000_000;
    };
    expect(optimize({ minimumCacheableTokens: never }, "claude-sonnet-5").body).toBe(CALL);
    expect(asked).toContain("claude-sonnet-5");
    expect(optimize({ minimumCacheableTokens: 1_000_000 }).body).toBe(CALL);
  });

  it("passes the options of compressors on", () => {
    const wrong = { smartCrusher: { maxItemsAfterCrush: -1 } };
    expect(() => createIntegrationOptimizer(plainDialect, wrong)).toThrow("maxItemsAfterCrush");
  });
});

import { expect, it } from "vitest";
import { expandObject } from "../../src/pipeline/expand-body.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import { repeats } from "../../src/transforms/repeats/repeats.js";
import { type PlainBody, type PlainMessage, plainDialect } from "../plain-dialect.js";
import { readExamples } from "./read-examples.js";

it("the page on repeats shows what is sent", () => {
  const examples = readExamples("compressors/repeats.md");
  const run = (name: string): PlainMessage => ({
    role: "tool",
    tool: "bash",
    args: { command: "npm test" },
    text: examples.get(name) as string,
  });
  const body: PlainBody = { messages: [run("first"), run("second"), run("second")] };
  const optimizer = createOptimizer({ dialect: plainDialect, transforms: [repeats()], strict: true });
  const { body: sent } = optimizer.optimizeObject(body) as Optimized<PlainBody>;
  expect(sent.messages.map(({ text }) => text)).toEqual(["first", "sent", "again"].map((name) => examples.get(name)));
  expect(expandObject(sent, { dialect: plainDialect, compressors: [] })).toEqual(body);
});

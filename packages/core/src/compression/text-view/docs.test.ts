import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type PlainBody, plainDialect } from "../../../test/plain-dialect.js";
import { defaultCompressors } from "../../compressors/index.js";
import { createOptimizer, type Optimized } from "../../pipeline/optimizer.js";

const PAGE = new URL("../../../../../docs/compressors/text-views.md", import.meta.url);

function fenced(page: string, info: string): string {
  return new RegExp(`\`\`\`${info}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";
}

it("the page on views shows what the model sees", () => {
  const page = readFileSync(PAGE, "utf8");
  const text = new Function(fenced(page, "js input"))() as string;
  const question = /after the question `([^`]+)`/.exec(page)?.[1] as string;
  const body: PlainBody = {
    messages: [
      { role: "user", text: question },
      { role: "tool", tool: "run", text },
    ],
  };
  const optimizer = createOptimizer({ dialect: plainDialect, compressors: defaultCompressors(), retrieval: "assume" });
  const sent = (optimizer.optimizeObject(body) as Optimized<PlainBody>).body.messages[1]?.text;
  expect(`${sent}\n`).toBe(fenced(page, "text output"));
});

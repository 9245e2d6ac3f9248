import { expect, it } from "vitest";
import { describeModelTable } from "../../../core/test/describe-model-table.js";
import { KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";
import { cohereModels, minimumCacheableTokens } from "./model-table.js";

describeModelTable({ name: "Cohere", table: cohereModels, known: KNOWN_MODELS, listed: [LISTED_FACTS] });

it("knows the smallest cacheable prefix, the same for every model", () => {
  for (const model of ["command-a-03-2025", "from-the-future", ""]) expect(minimumCacheableTokens(model)).toBe(0);
});

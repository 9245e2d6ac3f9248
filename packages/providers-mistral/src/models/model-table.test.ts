import { expect, it } from "vitest";
import { describeModelTable } from "../../../core/test/describe-model-table.js";
import { KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";
import { minimumCacheableTokens, mistralModels } from "./model-table.js";

describeModelTable({ name: "Mistral", table: mistralModels, known: KNOWN_MODELS, listed: [LISTED_FACTS] });

it("knows the smallest cacheable prefix, the same for every model", () => {
  for (const model of ["mistral-large-latest", "from-the-future", ""]) expect(minimumCacheableTokens(model)).toBe(64);
});

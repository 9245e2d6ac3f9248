import { expect, it } from "vitest";
import { minimumCacheableTokens } from "./models.js";

it("knows the smallest cacheable prefix, the same for every model", () => {
  for (const model of ["mistral-large-latest", "from-the-future", ""]) expect(minimumCacheableTokens(model)).toBe(64);
});

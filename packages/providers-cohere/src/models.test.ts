import { expect, it } from "vitest";
import { minimumCacheableTokens } from "./models.js";

it("knows the smallest cacheable prefix, the same for every model", () => {
  for (const model of ["command-a-03-2025", "from-the-future", ""]) expect(minimumCacheableTokens(model)).toBe(0);
});

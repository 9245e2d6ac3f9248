import { expect, it } from "vitest";
import { createMemoryStore } from "../store/memory-store.js";
import { conservativeOptions } from "./conservative-options.js";

it("loses, decides and adds nothing, whatever was asked for", () => {
  const asked = {
    profile: "aggressive",
    retrieval: "tool",
    rollingWindow: { maxTokens: 1000 },
    decisions: createMemoryStore(),
    transforms: [],
    tenant: "acme",
  } as const;
  expect(conservativeOptions(asked)).toEqual({
    profile: "lossless",
    retrieval: "off",
    rollingWindow: false,
    tenant: "acme",
  });
});

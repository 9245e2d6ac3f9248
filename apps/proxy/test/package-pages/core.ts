import { createMemoryStore, createOptimizer, expandObject } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openaiChat } from "@headroom/providers-openai";

const shared = { dialect: openaiChat, compressors: defaultCompressors(), originals: createMemoryStore() };
const optimizer = createOptimizer({ ...shared, retrieval: "assume" });

/** Makes a request smaller, and restores the original from the smaller one. */
export async function thereAndBack(request: object) {
  const { body, report } = await optimizer.optimizeObject(request);
  return { body, saved: report.tokensSaved, back: await expandObject(body, shared) };
}

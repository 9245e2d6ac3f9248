import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openaiChat } from "@headroom/providers-openai";
import { equalLines } from "./equal-lines.js";

/** An optimizer that also knows equal lines. */
export const optimizer = createOptimizer({
  dialect: openaiChat,
  compressors: [...defaultCompressors(), equalLines()],
  minimumCacheableTokens: 0,
});

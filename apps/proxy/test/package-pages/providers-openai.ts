import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openaiChat } from "@headroom/providers-openai";

const optimizer = createOptimizer({ dialect: openaiChat, compressors: defaultCompressors() });

/** Returns the optimized request and a report on what was done. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { anthropicMessages } from "@headroom/providers-anthropic";

const optimizer = createOptimizer({ dialect: anthropicMessages, compressors: defaultCompressors() });

/** Returns the optimized request and a report on what was done. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

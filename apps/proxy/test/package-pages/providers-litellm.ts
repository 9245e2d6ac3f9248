import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { litellmChat } from "@headroom/providers-litellm";

const optimizer = createOptimizer({ dialect: litellmChat, compressors: defaultCompressors() });

/** Returns the optimized request and a report on what was done. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

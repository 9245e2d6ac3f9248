import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { cohereChat } from "@headroom/providers-cohere";

const optimizer = createOptimizer({ dialect: cohereChat, compressors: defaultCompressors() });

/** Returns the optimized request and a report on what was done. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

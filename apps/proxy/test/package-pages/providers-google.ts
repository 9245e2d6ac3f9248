import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { googleGenerateContent } from "@headroom/providers-google";

const optimizer = createOptimizer({ dialect: googleGenerateContent, compressors: defaultCompressors() });

/** Returns the optimized request and a report on what was done. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

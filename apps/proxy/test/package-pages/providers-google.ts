import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { googleGenerateContent } from "@headroom/providers-google";

const optimizer = createOptimizer({ dialect: googleGenerateContent, compressors: defaultCompressors() });

/** A request of yours, smaller, and a report of what became of it. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

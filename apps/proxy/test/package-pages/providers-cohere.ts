import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { cohereChat } from "@headroom/providers-cohere";

const optimizer = createOptimizer({ dialect: cohereChat, compressors: defaultCompressors() });

/** A request of yours, smaller, and a report of what became of it. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { anthropicMessages } from "@headroom/providers-anthropic";

const optimizer = createOptimizer({ dialect: anthropicMessages, compressors: defaultCompressors() });

/** A request of yours, smaller, and a report of what became of it. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { litellmChat } from "@headroom/providers-litellm";

const optimizer = createOptimizer({ dialect: litellmChat, compressors: defaultCompressors() });

/** A request of yours, smaller, and a report of what became of it. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

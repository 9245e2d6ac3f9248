import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { mistralChat } from "@headroom/providers-mistral";

const optimizer = createOptimizer({ dialect: mistralChat, compressors: defaultCompressors() });

/** A request of yours, smaller, and a report of what became of it. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

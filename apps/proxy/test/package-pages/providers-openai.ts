import { createOptimizer } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openaiChat } from "@headroom/providers-openai";

const optimizer = createOptimizer({ dialect: openaiChat, compressors: defaultCompressors() });

/** A request of yours, smaller, and a report of what became of it. */
export const optimize = (request: object) => optimizer.optimizeObject(request);

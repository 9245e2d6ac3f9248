import type { Dialect } from "@headroom/core";
import { litellmCounting } from "./counting/counting.js";
import { litellmCatalog, minimumCacheableTokens } from "./models/model-table.js";

/** A provider's dialect as a gateway speaks it: under a name of its own, with the facts of the model behind the prefix. */
export function throughGateway(dialect: Dialect, name: string): Dialect {
  return {
    ...dialect,
    name,
    read: (body, raw) => {
      const conversation = dialect.read(body, raw);
      return conversation && { ...conversation, dialect: name };
    },
    minimumCacheableTokens,
    models: litellmCatalog,
    counting: litellmCounting,
  };
}

import { boolean, integer } from "../option.js";

/** Answers that are given again. */
export const RESPONSE_CACHE_OPTIONS = {
  cacheEnabled: boolean({
    flag: "cache",
    default: false,
    about: "store responses and return them for equal requests without tools, streamed or not",
  }),
  cacheTtlSeconds: integer({
    flag: "cache-ttl",
    placeholder: "SECONDS",
    default: 3600,
    least: 1,
    about: "how long a stored response may be returned",
  }),
  cacheMaxEntries: integer({
    flag: "cache-entries",
    default: 1000,
    least: 1,
    about: "maximum number of stored responses; the least recently used go first",
  }),
  cacheMaxMegabytes: integer({
    flag: "cache-size",
    placeholder: "MB",
    default: 64,
    least: 1,
    about: "maximum size of all stored responses together",
  }),
} as const;

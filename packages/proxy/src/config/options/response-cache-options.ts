import { boolean, integer } from "../option.js";

/** Answers that are given again. */
export const RESPONSE_CACHE_OPTIONS = {
  cacheEnabled: boolean({
    flag: "cache",
    default: false,
    about: "whether answers are kept and given again to equal requests without tools, streamed or not",
  }),
  cacheTtlSeconds: integer({
    flag: "cache-ttl",
    placeholder: "SECONDS",
    default: 3600,
    least: 1,
    about: "how long an answer is given again, with --cache",
  }),
  cacheMaxEntries: integer({
    flag: "cache-entries",
    default: 1000,
    least: 1,
    about: "most answers that are kept; what was used longest ago goes first",
  }),
  cacheMaxMegabytes: integer({
    flag: "cache-size",
    placeholder: "MB",
    default: 64,
    least: 1,
    about: "most space that they take all together",
  }),
} as const;

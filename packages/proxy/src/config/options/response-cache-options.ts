import { boolean, choice, integer, optionalNumber } from "../option.js";

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
  cacheSimilarity: optionalNumber({
    flag: "cache-similarity",
    least: 0,
    most: 1,
    defaultText: "none: equal requests only",
    about:
      "also return a stored response if the last user text only asks the same in other words, and its embedding is at least " +
      "this similar, such as 0.95; requires --cache and --embeddings-url, which receives these texts",
  }),
  cacheSimilarityWording: choice(["same", "free"], {
    flag: "cache-similarity-wording",
    default: "same",
    about:
      "which words may differ with --cache-similarity: phrases that only ask or fill, or any except names, numbers and " +
      "negations, which leads to wrong matches",
  }),
  cacheSimilarityAnyTemperature: boolean({
    flag: "cache-similarity-any-temperature",
    default: false,
    about: "apply --cache-similarity also to requests that do not set temperature to 0",
  }),
  cacheSimilarityTimeoutMs: integer({
    flag: "cache-similarity-timeout",
    placeholder: "MS",
    default: 500,
    least: 1,
    about: "time limit of the embedding server for --cache-similarity, after which the request goes to its provider",
  }),
} as const;

import { boolean } from "../option.js";

/** Answers that are given again. */
export const RESPONSE_CACHE_OPTIONS = {
  cacheEnabled: boolean({
    flag: "cache",
    default: false,
    about: "whether answers are kept and given again; this version keeps none",
  }),
} as const;

import { boolean } from "../option.js";

/** How much may be asked for. */
export const LIMIT_OPTIONS = {
  rateLimitEnabled: boolean({
    flag: "rate-limit",
    default: false,
    about: "whether requests are limited; this version has no limits",
  }),
} as const;

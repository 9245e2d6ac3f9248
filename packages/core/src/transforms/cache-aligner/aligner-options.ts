import { checkOptions, type OptionKinds } from "../../options/check-options.js";
import { COUNT, FLAG } from "../../options/option-kind.js";

/** What is done about values in the system prompt that change, and how they are known. */
export interface CacheAlignerOptions {
  /** @default true */
  readonly enabled?: boolean;
  /** Takes dates and times of the request out of the static text. @default true */
  readonly extractDates?: boolean;
  /** Drops blanks at the ends of lines, and carriage returns, when a prompt is aligned. @default true */
  readonly normalizeWhitespace?: boolean;
  /** Leaves one blank line where there are several, when a prompt is aligned. @default true */
  readonly collapseBlankLines?: boolean;
  /** Below so many tokens an aligned prompt comes with a warning: so short a prefix is hardly worth caching. @default 100 */
  readonly stablePrefixMinTokens?: number;
  /** What stands between the static text and what changes. @default "\n\n---\n[Dynamic Context]\n" */
  readonly dynamicTailSeparator?: string;
  /**
   * What is taken for a date of the request, instead of what the words around it show to be one. Expressions, or their
   * sources.
   */
  readonly datePatterns?: readonly (RegExp | string)[];
  /**
   * Whether a running conversation keeps the system text and the order of the tools that it began with, and is told what
   * changed. Needs a store of decisions. @default true
   */
  readonly freeze?: boolean;
}

/** The options with their defaults in place. */
export interface AlignerSettings extends Required<Omit<CacheAlignerOptions, "datePatterns">> {
  readonly datePatterns: readonly RegExp[] | undefined;
}

const DEFAULTS = Object.freeze({
  enabled: true,
  extractDates: true,
  normalizeWhitespace: true,
  collapseBlankLines: true,
  stablePrefixMinTokens: 100,
  dynamicTailSeparator: "\n\n---\n[Dynamic Context]\n",
  freeze: true,
});

const KINDS: OptionKinds<CacheAlignerOptions> = {
  enabled: FLAG,
  extractDates: FLAG,
  normalizeWhitespace: FLAG,
  collapseBlankLines: FLAG,
  freeze: FLAG,
  stablePrefixMinTokens: COUNT,
  dynamicTailSeparator: {
    says: "a text that is not empty",
    accepts: (value) => typeof value === "string" && value !== "",
  },
  datePatterns: {
    says: "a list of regular expressions, or of their sources",
    accepts: (value) => Array.isArray(value) && value.every(isPattern),
  },
};

function isPattern(value: unknown): boolean {
  if (value instanceof RegExp) return true;
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * Fills in the defaults and freezes the result.
 *
 * @throws HeadroomError `invalid-option` naming the option and what it may be.
 */
export function resolveAlignerOptions(options: CacheAlignerOptions): AlignerSettings {
  const { datePatterns, ...given } = checkOptions("cacheAligner", options, KINDS);
  return Object.freeze({
    ...DEFAULTS,
    ...given,
    datePatterns: datePatterns?.map((pattern) => (typeof pattern === "string" ? new RegExp(pattern) : pattern)),
  });
}

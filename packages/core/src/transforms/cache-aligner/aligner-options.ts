import { HeadroomError } from "../../errors.js";

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

/** What an option accepts, in words and as a test. */
interface Kind {
  readonly says: string;
  accepts(value: unknown): boolean;
}

const flag: Kind = { says: "true or false", accepts: (value) => typeof value === "boolean" };

const KINDS: Readonly<Record<keyof CacheAlignerOptions, Kind>> = {
  enabled: flag,
  extractDates: flag,
  normalizeWhitespace: flag,
  collapseBlankLines: flag,
  freeze: flag,
  stablePrefixMinTokens: {
    says: "a whole number of at least 0",
    accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  },
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
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw wrong(`cacheAligner is ${JSON.stringify(options)}; it must be an object of options.`);
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) check(name, value);
  const { datePatterns } = options;
  return Object.freeze({
    ...DEFAULTS,
    ...(Object.fromEntries(given) as Omit<CacheAlignerOptions, "datePatterns">),
    datePatterns: datePatterns?.map((pattern) => (typeof pattern === "string" ? new RegExp(pattern) : pattern)),
  });
}

function check(name: string, value: unknown): void {
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name as keyof CacheAlignerOptions] : undefined;
  if (kind === undefined) {
    throw wrong(`cacheAligner has no option ${JSON.stringify(name)}; known are ${Object.keys(KINDS).join(", ")}.`);
  }
  if (kind.accepts(value)) return;
  throw wrong(`cacheAligner.${name} is ${JSON.stringify(value)}; it must be ${kind.says}.`);
}

function wrong(message: string): HeadroomError {
  return new HeadroomError("invalid-option", message);
}

import { HeadroomError } from "../../errors.js";

/** What becomes of a request that is too long even when all that may be evicted is gone. */
export type Overflow = "forward" | "error" | "drop-oldest-turns";

/** Where the window ends, and what it keeps. */
export interface RollingWindowOptions {
  /** @default true */
  readonly enabled?: boolean;
  /** Most tokens of a request, where that is less than the model takes. @default what the model takes */
  readonly maxTokens?: number;
  /**
   * Tokens of the model's window that are left for its answer.
   * @default 4000, more for models that think before they answer, or what one answer can have where that is less
   */
  readonly outputBufferTokens?: number;
  /**
   * How many turns at the end keep their tool outputs. A turn is a question with its answer, or one round of tool calls with
   * what they gave. Outputs that the model has not seen yet stay in any case. @default 4
   */
  readonly keepLastTurns?: number;
  /** Another name of `keepLastTurns`. */
  readonly preserveRecentTurns?: number;
  /** System text always stays; the option is there for those who spell it out. @default true */
  readonly keepSystem?: boolean;
  /** Another name of `keepSystem`. */
  readonly preserveSystem?: boolean;
  /** Evicts the oldest tool outputs first; otherwise the largest. @default true */
  readonly dropOldestFirst?: boolean;
  /**
   * What to do when the rest is still too long: send it all the same and say so, refuse it with an error, or leave out the
   * oldest turns as a whole, with a message in their place that says what the user said in them.
   * @default "forward"
   */
  readonly overflow?: Overflow;
  /** Whether the window also ends where the model's price for the whole request rises, if what goes can be fetched. @default true */
  readonly priceCliffs?: boolean;
  /** Windows of models in tokens, by name or beginning of it; they win over what is known. */
  readonly modelContextLimits?: Readonly<Record<string, number>>;
}

/** The options with their defaults in place. */
export interface WindowSettings {
  readonly enabled: boolean;
  readonly maxTokens: number | undefined;
  readonly outputBufferTokens: number | undefined;
  readonly keepLastTurns: number;
  readonly keepSystem: boolean;
  readonly dropOldestFirst: boolean;
  readonly overflow: Overflow;
  readonly priceCliffs: boolean;
  readonly modelContextLimits: Readonly<Record<string, number>>;
}

const OVERFLOWS: readonly Overflow[] = ["forward", "error", "drop-oldest-turns"];

/** What an option accepts, in words and as a test. */
interface Kind {
  readonly says: string;
  accepts(value: unknown): boolean;
}

const flag: Kind = { says: "true or false", accepts: (value) => typeof value === "boolean" };
const positive: Kind = { says: "a whole number of at least 1", accepts: (value) => isCount(value) && value >= 1 };
const count: Kind = { says: "a whole number of at least 0", accepts: isCount };

const KINDS: Readonly<Record<keyof RollingWindowOptions, Kind>> = {
  enabled: flag,
  maxTokens: positive,
  outputBufferTokens: count,
  keepLastTurns: count,
  preserveRecentTurns: count,
  keepSystem: flag,
  preserveSystem: flag,
  dropOldestFirst: flag,
  overflow: { says: `one of ${OVERFLOWS.join(", ")}`, accepts: (value) => OVERFLOWS.includes(value as Overflow) },
  priceCliffs: flag,
  modelContextLimits: {
    says: "an object with a whole number of tokens, at least 1, for each model",
    accepts: (value) => isRecord(value) && Object.values(value).every(positive.accepts),
  },
};

/**
 * Fills in the defaults and freezes the result.
 *
 * @throws HeadroomError `invalid-option` naming the option and what it may be.
 */
export function resolveWindowOptions(options: RollingWindowOptions): WindowSettings {
  checkOptions(options);
  return Object.freeze({
    enabled: options.enabled ?? true,
    maxTokens: options.maxTokens,
    outputBufferTokens: options.outputBufferTokens,
    keepLastTurns: eitherOf(options, "keepLastTurns", "preserveRecentTurns") ?? 4,
    keepSystem: eitherOf(options, "keepSystem", "preserveSystem") ?? true,
    dropOldestFirst: options.dropOldestFirst ?? true,
    overflow: options.overflow ?? "forward",
    priceCliffs: options.priceCliffs ?? true,
    modelContextLimits: Object.freeze({ ...options.modelContextLimits }),
  });
}

function checkOptions(options: unknown): void {
  if (!isRecord(options)) throw wrong(`rollingWindow is ${JSON.stringify(options)}; it must be an object of options.`);
  for (const [name, value] of Object.entries(options)) check(name, value);
}

function check(name: string, value: unknown): void {
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name as keyof RollingWindowOptions] : undefined;
  if (kind === undefined) {
    throw wrong(`rollingWindow has no option ${JSON.stringify(name)}; known are ${Object.keys(KINDS).join(", ")}.`);
  }
  if (value === undefined || kind.accepts(value)) return;
  throw wrong(`rollingWindow.${name} is ${JSON.stringify(value)}; it must be ${kind.says}.`);
}

function eitherOf<Name extends keyof RollingWindowOptions>(
  options: RollingWindowOptions,
  name: Name,
  alias: keyof RollingWindowOptions,
): RollingWindowOptions[Name] {
  const value = options[name];
  const other = options[alias] as RollingWindowOptions[Name];
  if (value !== undefined && other !== undefined && value !== other) {
    throw wrong(`rollingWindow.${name} and rollingWindow.${alias} are one option and differ; give one of them.`);
  }
  return value ?? other;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(message: string): HeadroomError {
  return new HeadroomError("invalid-option", message);
}

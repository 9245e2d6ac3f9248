import { checkOptions, isRecord, type OptionKinds } from "../../options/check-options.js";
import { invalidOption } from "../../options/invalid-option.js";
import { COUNT, FLAG, oneOf, POSITIVE_COUNT } from "../../options/option-kind.js";

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

const KINDS: OptionKinds<RollingWindowOptions> = {
  enabled: FLAG,
  maxTokens: POSITIVE_COUNT,
  outputBufferTokens: COUNT,
  keepLastTurns: COUNT,
  preserveRecentTurns: COUNT,
  keepSystem: FLAG,
  preserveSystem: FLAG,
  dropOldestFirst: FLAG,
  overflow: oneOf(OVERFLOWS),
  priceCliffs: FLAG,
  modelContextLimits: {
    says: "an object with a whole number of tokens, at least 1, for each model",
    accepts: (value) => isRecord(value) && Object.values(value).every(POSITIVE_COUNT.accepts),
  },
};

/**
 * Fills in the defaults and freezes the result.
 *
 * @throws HeadroomError `invalid-option` naming the option and what it may be.
 */
export function resolveWindowOptions(options: RollingWindowOptions): WindowSettings {
  checkOptions("rollingWindow", options, KINDS);
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

function eitherOf<Name extends keyof RollingWindowOptions>(
  options: RollingWindowOptions,
  name: Name,
  alias: keyof RollingWindowOptions,
): RollingWindowOptions[Name] {
  const value = options[name];
  const other = options[alias] as RollingWindowOptions[Name];
  if (value !== undefined && other !== undefined && value !== other) {
    throw invalidOption(
      `rollingWindow.${name} and rollingWindow.${alias} are one option and differ; give one of them.`,
    );
  }
  return value ?? other;
}

import type { Mode, ToolProfiles } from "@headroom/core";
import { invalidOption } from "@headroom/core";
import type { CallOptions } from "../optimize/call-options.js";

/**
 * Choices for one call. They stand among its parameters and are taken out before anything is sent.
 *
 * All but the mode hold for a conversation: the same ones in each of its calls give the same bytes again. Others in a later call
 * write earlier tool results in another form, and the provider's cache ends where the first of them stands.
 */
export interface PerCallOptions {
  /** Instead of the client's `defaultMode`. */
  readonly headroomMode?: Mode;
  /** What is asked for beside what the user says: rows of tool results that answer it are kept. */
  readonly headroomQuery?: string;
  /** How many tokens at the beginning are never made shorter, for the provider to cache. @default what it caches at least */
  readonly headroomCachePrefixTokens?: number;
  /** How many turns at the end keep their tool outputs when the window is full. */
  readonly headroomKeepTurns?: number;
  /** Tokens of the model's window that are left for its answer. */
  readonly headroomOutputBufferTokens?: number;
  /** What differs for the results of some tools; goes before the client's `tools`. */
  readonly headroomToolProfiles?: ToolProfiles;
}

const PREFIX = "headroom";
const KNOWN: Readonly<Record<keyof PerCallOptions, true>> = {
  headroomMode: true,
  headroomQuery: true,
  headroomCachePrefixTokens: true,
  headroomKeepTurns: true,
  headroomOutputBufferTokens: true,
  headroomToolProfiles: true,
};

const MODES: readonly Mode[] = ["optimize", "audit", "simulate", "off"];

/** What a call asks for. */
export interface CallChoices {
  readonly mode?: Mode;
  /** Absent where the options of the client hold. */
  readonly options?: CallOptions;
}

/** A call's arguments without what is meant for this package. */
export interface SplitCall {
  readonly args: readonly unknown[];
  readonly choices: CallChoices | undefined;
}

/**
 * Takes the choices out of the parameters of a call, which are its first argument. Without any, the arguments come back
 * as they are.
 *
 * @throws HeadroomError `invalid-option` for a choice that does not exist: it must not reach the provider.
 */
export function splitCall(args: readonly unknown[]): SplitCall {
  const [params, ...rest] = args;
  if (!isPlainObject(params)) return { args, choices: undefined };
  const own = Object.keys(params).filter((name) => name.startsWith(PREFIX));
  if (own.length === 0) return { args, choices: undefined };
  const unknown = own.find((name) => !Object.hasOwn(KNOWN, name));
  if (unknown !== undefined) {
    throw invalidOption(`${unknown} is not an option of a call; known are ${Object.keys(KNOWN).join(", ")}.`);
  }
  return { args: [withoutOwn(params), ...rest], choices: choicesOf(params) };
}

/** The choices among the parameters of a call. @throws HeadroomError `invalid-option` naming the choice and what it accepts. */
export function choicesOf(params: PerCallOptions): CallChoices {
  const {
    headroomMode: mode,
    headroomQuery: query,
    headroomCachePrefixTokens: cachePrefixTokens,
    headroomKeepTurns: keepTurns,
    headroomOutputBufferTokens: outputBufferTokens,
    headroomToolProfiles: tools,
  } = params;
  if (mode !== undefined && !MODES.includes(mode)) {
    throw invalidOption(`headroomMode is ${JSON.stringify(mode)}; it must be one of ${MODES.join(", ")}.`);
  }
  if (query !== undefined && typeof query !== "string") {
    throw invalidOption(`headroomQuery is ${JSON.stringify(query)}; it must be a text.`);
  }
  const numbers = { cachePrefixTokens, keepTurns, outputBufferTokens };
  for (const [name, value] of Object.entries(numbers)) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) continue;
    const given = `headroom${name[0]?.toUpperCase()}${name.slice(1)}`;
    throw invalidOption(`${given} is ${JSON.stringify(value)}; it must be a whole number from 0 up.`);
  }
  const given = Object.entries({ query, ...numbers, tools }).filter(([, value]) => value !== undefined);
  return {
    ...(mode !== undefined && { mode }),
    ...(given.length > 0 && { options: Object.fromEntries(given) as CallOptions }),
  };
}

/** Parameters without everything that is meant for this package, known or not. */
export function withoutOwn(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !name.startsWith(PREFIX)));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

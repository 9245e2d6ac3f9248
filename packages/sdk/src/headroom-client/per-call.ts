import type { Mode } from "@headroom/core";
import { invalidOption } from "../options/check-names.js";

/** Choices for one call. They stand among its parameters and are taken out before anything is sent. */
export interface PerCallOptions {
  /** Instead of the client's `defaultMode`. */
  readonly headroomMode?: Mode;
}

const PREFIX = "headroom";
const KNOWN: readonly (keyof PerCallOptions)[] = ["headroomMode"];
/**
 * Choices that hold for whole conversations: a request that is treated otherwise than the one before breaks the provider's
 * cache. They are options of the client.
 */
const OF_THE_CLIENT: Readonly<Record<string, string>> = {
  headroomQuery: "what is asked is known from the conversation; verbatimTools keeps results whole",
  headroomCachePrefixTokens: "give minimumCacheableTokens to the client",
  headroomKeepTurns: "give rollingWindowConfig.keepLastTurns to the client",
  headroomOutputBufferTokens: "give rollingWindowConfig.outputBufferTokens to the client",
  headroomToolProfiles: "give verbatimTools and dataTools to the client",
};

const MODES: readonly Mode[] = ["optimize", "audit", "simulate", "off"];

/** A call's arguments without what is meant for this package. */
export interface SplitCall {
  readonly args: readonly unknown[];
  readonly mode: Mode | undefined;
}

/**
 * Takes the choices out of the parameters of a call, which are its first argument. Without any, the arguments come back
 * as they are.
 *
 * @throws HeadroomError `invalid-option` for a choice that does not exist: it must not reach the provider.
 */
export function splitCall(args: readonly unknown[]): SplitCall {
  const [params, ...rest] = args;
  if (!isPlainObject(params)) return { args, mode: undefined };
  const own = Object.keys(params).filter((name) => name.startsWith(PREFIX));
  if (own.length === 0) return { args, mode: undefined };
  for (const name of own) {
    if (Object.hasOwn(OF_THE_CLIENT, name)) {
      throw invalidOption(`${name} would break the provider's cache from call to call: ${OF_THE_CLIENT[name]}.`);
    }
    if (!(KNOWN as readonly string[]).includes(name)) {
      throw invalidOption(`${name} is not an option of a call; known are ${KNOWN.join(", ")}.`);
    }
  }
  const mode = params.headroomMode as Mode | undefined;
  if (mode !== undefined && !MODES.includes(mode)) {
    throw invalidOption(`headroomMode is ${JSON.stringify(mode)}; it must be one of ${MODES.join(", ")}.`);
  }
  return { args: [withoutOwn(params), ...rest], mode };
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

import type { OptimizerOptions, ToolProfiles } from "@headroom/core";
import { invalidOption } from "@headroom/core";

/** What a call has otherwise than the client. */
export interface CallOptions {
  readonly query?: string;
  readonly cachePrefixTokens?: number;
  readonly keepTurns?: number;
  readonly outputBufferTokens?: number;
  readonly tools?: ToolProfiles;
}

type Changed = Pick<OptimizerOptions, "query" | "minimumCacheableTokens" | "rollingWindow" | "tools">;

/**
 * The options of a client with those of a call in their places.
 *
 * @throws HeadroomError `invalid-option` where the client has no window.
 */
export function withCallOptions<Options extends Changed>(options: Options, call: CallOptions): Options {
  const { query, cachePrefixTokens, keepTurns, outputBufferTokens, tools } = call;
  const window = {
    ...(keepTurns !== undefined && { keepLastTurns: keepTurns }),
    ...(outputBufferTokens !== undefined && { outputBufferTokens }),
  };
  const changesWindow = Object.keys(window).length > 0;
  if (changesWindow && options.rollingWindow === false) {
    throw invalidOption("headroomKeepTurns and headroomOutputBufferTokens have no effect: the client has no window.");
  }
  return {
    ...options,
    ...(query !== undefined && { query }),
    ...(cachePrefixTokens !== undefined && { minimumCacheableTokens: cachePrefixTokens }),
    ...(changesWindow && { rollingWindow: { ...(options.rollingWindow || {}), ...window } }),
    ...(tools !== undefined && { tools: { ...tools, ...withoutNames(options.tools ?? {}, tools) } }),
  };
}

/** The first profile that fits a tool counts, so those of the call stand first. */
function withoutNames(tools: ToolProfiles, names: ToolProfiles): ToolProfiles {
  return Object.fromEntries(Object.entries(tools).filter(([name]) => !Object.hasOwn(names, name)));
}

import type { AgentMiddleware } from "langchain";
import { autoRetrieveOf, type HeadroomMiddlewareOptions } from "./auto-retrieve.js";
import { modelHoldsHistory } from "./holds-history.js";
import { callOptimizer } from "./optimize-call.js";
import { checkOptions } from "./options.js";

/**
 * LangChain marks middleware with this symbol, so that a function is not taken for one. It is in the registry of symbols,
 * hence the same in every copy, and nothing of `langchain` has to be loaded.
 */
const MIDDLEWARE = Symbol.for("AgentMiddleware");

/**
 * A middleware for `createAgent` that sends tool results in a shorter form. The agent's state and its checkpoints keep
 * them whole. With `autoRetrieve` the agent's model can fetch what was left out of them.
 *
 * Calls that cannot be optimized are sent as they came.
 *
 * @throws HeadroomError `invalid-option` for options that do not exist or do not fit.
 * @example
 * ```ts
 * import { headroomMiddleware } from "@headroom/langchain";
 * import { createAgent } from "langchain";
 *
 * const agent = createAgent({ model, tools, middleware: [headroomMiddleware({ autoRetrieve: true })] });
 * ```
 */
export function headroomMiddleware(options: HeadroomMiddlewareOptions = {}): AgentMiddleware {
  checkOptions(options, "headroomMiddleware", ["autoRetrieve"]);
  const { autoRetrieve: _autoRetrieve, ...others } = options;
  const fetching = autoRetrieveOf(options);
  const optimize = callOptimizer({ ...others, ...(fetching && { originals: fetching.originals }) });
  const wrapModelCall: NonNullable<AgentMiddleware["wrapModelCall"]> = async (request, next) => {
    const { messages, tools, systemMessage, model, modelSettings } = request;
    const held = modelHoldsHistory(model, modelSettings) && { historyHeld: true };
    const sent = await optimize({ messages, tools, system: systemMessage, ...held }, modelName(model));
    return next(sent === messages ? request : { ...request, messages: sent as typeof messages });
  };
  const tools = fetching && { tools: [fetching.tool] };
  return { [MIDDLEWARE]: true, name: "HeadroomMiddleware", ...tools, wrapModelCall } as unknown as AgentMiddleware;
}

function modelName(model: unknown): string {
  const { model: name, modelName: otherName, _defaultConfig: configured } = (model ?? {}) as Record<string, unknown>;
  const named = name ?? otherName ?? (configured as { model?: unknown } | undefined)?.model;
  return typeof named === "string" ? named : "";
}

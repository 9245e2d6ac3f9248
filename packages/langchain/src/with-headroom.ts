import { invalidOption } from "@headroom/core";
import { modelHoldsHistory } from "./holds-history.js";
import { callOptimizer, type OptimizeCall } from "./optimize-call.js";
import { checkOptions, type HeadroomOptions } from "./options.js";
import { derive, type Method, type Runnable } from "./runnable.js";
import { isConfigurableModel, wrapConfigurableModel } from "./wrap-configurable-model.js";

const STREAMS = ["_streamResponseChunks", "_streamChatModelEvents"];
/** These build a new model from the fields of the old one. */
const BUILDERS = ["bindTools", "withConfig", "bind"];

/**
 * The same model, which sends tool results in a shorter form. It has the same class and methods and works wherever the
 * model does: alone, with tools bound, with structured output, in chains and agents. The messages that it is called with
 * are never written to, and the model itself stays as it was.
 *
 * Calls that cannot be optimized are sent as they came.
 *
 * @throws HeadroomError `invalid-option` for what is no chat model, and for options that do not exist or do not fit.
 * @example
 * ```ts
 * import { withHeadroom } from "@headroom/langchain";
 * import { ChatOpenAI } from "@langchain/openai";
 *
 * const model = withHeadroom(new ChatOpenAI({ model: "gpt-5.5" }));
 * ```
 */
export function withHeadroom<Model extends object>(model: Model, options: HeadroomOptions = {}): Model {
  checkOptions(options, "withHeadroom");
  return wrapRunnable(model, callOptimizer(options));
}

function wrapRunnable<Model>(model: Model, optimize: OptimizeCall): Model {
  const source = (model ?? {}) as Runnable;
  const wrap = (other: unknown): unknown => wrapRunnable(other, optimize);
  if (isConfigurableModel(source)) return wrapConfigurableModel(source, wrap) as Model;
  if (typeof source._generate === "function" && isChatModel(source)) return wrapChatModel(source, optimize) as Model;
  // Most providers give a binding of the model when tools are bound.
  if (typeof source.bound === "object" && source.bound !== null && typeof source.invoke === "function") {
    return derive(source, { bound: wrap(source.bound) }) as Model;
  }
  throw invalidOption(
    "withHeadroom takes a chat model of LangChain, such as new ChatOpenAI({ model }). Wrap the model first, then call " +
      "withStructuredOutput, bindTools or pipe on what withHeadroom returns.",
  );
}

function isChatModel(source: Runnable): boolean {
  return typeof source._modelType !== "function" || source._modelType() === "base_chat_model";
}

function wrapChatModel(source: Runnable, optimize: OptimizeCall): Runnable {
  const send = (messages: unknown, options: unknown): Promise<readonly object[]> => {
    const { tools, model = source.model ?? source.modelName } = (options ?? {}) as Runnable;
    const call = {
      messages: messages as readonly object[],
      ...(tools !== undefined && { tools }),
      ...(modelHoldsHistory(source, options) && { historyHeld: true }),
    };
    return Promise.resolve(optimize(call, typeof model === "string" ? model : ""));
  };
  const members: Runnable = {
    _generate: async (messages: unknown, options: unknown, run: unknown) =>
      (source._generate as Method)(await send(messages, options), options, run),
  };
  for (const name of STREAMS.filter((stream) => isOverridden(source, stream))) {
    members[name] = async function* (messages: unknown, options: unknown, run: unknown) {
      yield* (source[name] as Method)(await send(messages, options), options, run) as AsyncGenerator;
    };
  }
  for (const name of BUILDERS.filter((builder) => typeof source[builder] === "function")) {
    members[name] = (...args: readonly unknown[]) => wrapRunnable((source[name] as Method)(...args), optimize);
  }
  return derive(source, members);
}

/** Whether a class below the base of all chat models has a method of its own: the base compares to know who streams. */
function isOverridden(source: Runnable, name: string): boolean {
  let inherited: unknown;
  for (let object: unknown = source; object !== null; object = Object.getPrototypeOf(object)) {
    if (Object.hasOwn(object as object, name)) inherited = (object as Runnable)[name];
  }
  return inherited !== undefined && source[name] !== inherited;
}

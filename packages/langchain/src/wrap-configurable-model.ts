import { derive, type Method, type Runnable } from "./runnable.js";

/** How the model that was chosen is asked for, in newer and older versions of `langchain`. */
const CHOOSERS = ["_getModelInstance", "_model"];

/** These give a configurable model that is asked for later. */
const LATER = ["bindTools", "withConfig", "withStructuredOutput"];

/** Whether this is what `initChatModel` returns. */
export function isConfigurableModel(source: Runnable): boolean {
  return typeof source._queuedMethodOperations === "object" && chooserOf(source) !== undefined;
}

function chooserOf(source: Runnable): string | undefined {
  return CHOOSERS.find((name) => typeof source[name] === "function");
}

/**
 * Wraps what `initChatModel` returns: a model that chooses its provider when it is called, and only then does to it what
 * was asked before, such as binding tools. The provider's model is wrapped before any of that.
 */
export function wrapConfigurableModel(source: Runnable, wrap: (model: unknown) => unknown): Runnable {
  const chooser = chooserOf(source) ?? "";
  const members: Runnable = {
    [chooser]: async (config: unknown) => {
      const plain = derive(source, { _queuedMethodOperations: {}, _modelInstanceCache: new Map() });
      let model = wrap(await (source[chooser] as Method).call(plain, config)) as Runnable;
      for (const [name, args] of Object.entries((source._queuedMethodOperations ?? {}) as Record<string, unknown[]>)) {
        if (typeof model[name] === "function") model = (await (model[name] as Method)(...args)) as Runnable;
      }
      return model;
    },
  };
  for (const name of LATER.filter((method) => typeof source[method] === "function")) {
    members[name] = (...args: readonly unknown[]) => wrap((source[name] as Method)(...args));
  }
  return derive(source, members);
}

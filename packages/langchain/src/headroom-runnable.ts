import { invalidOption } from "@headroom/core";
import type { BaseMessage } from "@langchain/core/messages";
import type { BasePromptValueInterface } from "@langchain/core/prompt_values";
import { RunnableLambda } from "@langchain/core/runnables";
import { asMessage } from "./message.js";
import { callOptimizer } from "./optimize-call.js";
import { checkOptions, type HeadroomOptions } from "./options.js";

/** What prompts give and models take. */
type Prompt = BasePromptValueInterface | BaseMessage[];

/**
 * A step between a prompt and a model, which makes tool results shorter. It does not know the model: where the model is at hand,
 * `withHeadroom(model)` does more, and stays in the chain when tools are bound.
 *
 * @throws HeadroomError `invalid-option` for options that do not exist or do not fit; the step rejects for what holds no messages.
 * @example
 * ```ts
 * import { headroomRunnable } from "@headroom/langchain";
 *
 * const chain = prompt.pipe(headroomRunnable()).pipe(model);
 * ```
 */
export function headroomRunnable(options: HeadroomOptions = {}): RunnableLambda<Prompt, BaseMessage[]> {
  checkOptions(options, "headroomRunnable");
  const optimize = callOptimizer(options);
  return RunnableLambda.from<Prompt, BaseMessage[]>(async (prompt) => {
    const messages = Array.isArray(prompt) ? prompt : prompt?.toChatMessages?.();
    if (!Array.isArray(messages) || !messages.every((message) => asMessage(message) !== undefined)) {
      throw invalidOption("headroomRunnable takes the messages of a chat: put it behind a ChatPromptTemplate.");
    }
    return (await optimize({ messages }, "")) as unknown as BaseMessage[];
  });
}

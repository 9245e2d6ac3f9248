import { openaiChatSandbox } from "../openai-chat/dialect.js";
import type { SandboxDialect } from "../sandbox-dialect.js";
import { SandboxProblem } from "../sandbox-problem.js";

/**
 * The token counter of a LiteLLM gateway, and its errors: those of its framework for requests that it cannot read, those of
 * OpenAI's format for limits.
 */
export const litellmCountSandbox: SandboxDialect = {
  ...openaiChatSandbox,
  countsOnly: true,
  read: (request) => {
    const { model, messages } = request.body;
    if (typeof model !== "string") throw new SandboxProblem(422, "Field required", { param: "model" });
    if (messages === undefined) throw new SandboxProblem(400, "prompt or messages or contents must be provided");
    return { ...openaiChatSandbox.read(request), stream: false };
  },
  whole: ({ input, model }) => ({
    total_tokens: input.total,
    request_model: model,
    model_used: model.slice(model.lastIndexOf("/") + 1),
    tokenizer_type: "openai_tokenizer",
    count_source: "local_estimate",
    original_response: null,
    error: false,
    error_message: null,
    status_code: null,
  }),
  problem: (problem) => {
    const { status, message, details } = problem;
    if (status === 400) return { detail: message };
    if (status === 422) return { detail: [{ type: "missing", loc: ["body", details.param], msg: message }] };
    return openaiChatSandbox.problem(problem);
  },
};

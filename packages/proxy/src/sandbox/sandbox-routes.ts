import type { JsonObject } from "@headroom/core";
import { anthropicCountSandbox, anthropicMessagesSandbox } from "./anthropic-messages/dialect.js";
import { openaiChatSandbox } from "./openai-chat/dialect.js";
import type { SandboxDialect, SandboxRequest } from "./sandbox-dialect.js";

/** Requests that the sandbox answers, by path. */
export interface SandboxRoute {
  /** A path pattern of Hono; what stands at `:call` says more of the request. */
  readonly path: string;
  /** The format of a request; providers that share a path are told apart by its body and address. */
  dialect(body: JsonObject, address: string): SandboxDialect;
  /** What the address says of the request. */
  fromAddress?(call: string): Pick<SandboxRequest, "model" | "stream">;
}

export const SANDBOX_ROUTES: readonly SandboxRoute[] = [
  { path: "/v1/chat/completions", dialect: () => openaiChatSandbox },
  { path: "/v1/messages", dialect: () => anthropicMessagesSandbox },
  { path: "/v1/messages/count_tokens", dialect: () => anthropicCountSandbox },
];

const MODELS = ["gpt-5.5", "gpt-6.1-sol", "claude-sonnet-5", "claude-opus-5-5"];

/** The list of models, in a form that clients of OpenAI and of Anthropic read. */
export function modelList(): unknown {
  const data = MODELS.map((id) => ({
    id,
    object: "model",
    type: "model",
    display_name: id,
    created: 1_767_225_600,
    created_at: "2026-01-01T00:00:00Z",
    owned_by: "sandbox",
  }));
  return { object: "list", data, has_more: false, first_id: MODELS[0], last_id: MODELS.at(-1) };
}

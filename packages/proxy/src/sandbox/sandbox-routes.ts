import type { JsonObject } from "@headroom/core";
import { anthropicCountSandbox, anthropicMessagesSandbox } from "./anthropic-messages/dialect.js";
import { cohereChatSandbox } from "./cohere-chat/dialect.js";
import { cohereTokenizeSandbox } from "./cohere-chat/tokenize.js";
import { googleCountSandbox, googleSandbox } from "./google-generate-content/dialect.js";
import { litellmCountSandbox } from "./litellm/token-counter.js";
import { mistralChatSandbox } from "./mistral-chat/dialect.js";
import { openaiChatSandbox } from "./openai-chat/dialect.js";
import { openaiResponsesCountSandbox, openaiResponsesSandbox } from "./openai-responses/dialect.js";
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

/** Where the models of Google stand: in the Gemini API, and in Vertex AI with a key or in a project. */
const GOOGLE_MODELS = [
  "/:version{v1(?:alpha|beta)?}/models",
  "/:version{v1(?:beta1)?}/publishers/google/models",
  "/:version{v1(?:beta1)?}/projects/:project/locations/:location/publishers/google/models",
];

export const SANDBOX_ROUTES: readonly SandboxRoute[] = [
  { path: "/v1/chat/completions", dialect: chatDialect },
  { path: "/chat/completions", dialect: chatDialect },
  { path: "/v1/responses", dialect: () => openaiResponsesSandbox },
  { path: "/responses", dialect: () => openaiResponsesSandbox },
  { path: "/v1/responses/input_tokens", dialect: () => openaiResponsesCountSandbox },
  { path: "/v1/messages", dialect: () => anthropicMessagesSandbox },
  { path: "/v1/messages/count_tokens", dialect: () => anthropicCountSandbox },
  ...GOOGLE_MODELS.map((models) => ({
    path: `${models}/:call`,
    dialect: (_body: JsonObject, address: string) =>
      address.includes(":countTokens") ? googleCountSandbox : googleSandbox,
    fromAddress: modelAndMethod,
  })),
  { path: "/v2/chat", dialect: () => cohereChatSandbox },
  { path: "/v1/tokenize", dialect: () => cohereTokenizeSandbox },
  { path: "/utils/token_counter", dialect: () => litellmCountSandbox },
];

function modelAndMethod(call: string): Pick<SandboxRequest, "model" | "stream"> {
  const [model = "", method] = call.split(":");
  return { model, stream: method === "streamGenerateContent" };
}

const MISTRAL_MODELS = /^(?:open-)?(?:mistral|ministral|mixtral|codestral|magistral|devstral|pixtral|voxtral)/;

/** Mistral's requests have OpenAI's path; the address or the model tells them apart. */
function chatDialect({ model }: JsonObject, address: string): SandboxDialect {
  const isMistral = new URL(address).hostname.endsWith(".mistral.ai") || MISTRAL_MODELS.test(String(model));
  return isMistral ? mistralChatSandbox : openaiChatSandbox;
}

const MODELS = [
  "gpt-5.5",
  "gpt-6.1-sol",
  "claude-sonnet-5",
  "claude-opus-5-5",
  "gemini-3.5-flash",
  "command-a-03-2025",
  "mistral-large-latest",
];

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

import { anthropic } from "./anthropic.js";
import { cohere } from "./cohere.js";
import { google } from "./google.js";
import { mistral } from "./mistral.js";
import { openaiChat } from "./openai-chat.js";
import { openaiResponses } from "./openai-responses.js";
import type { StreamingAgent } from "./streaming-agent.js";

/** Applications that stream, one for each client. */
export const STREAMING_AGENTS: readonly StreamingAgent[] = [
  openaiChat,
  openaiResponses,
  anthropic,
  google,
  cohere,
  mistral,
];

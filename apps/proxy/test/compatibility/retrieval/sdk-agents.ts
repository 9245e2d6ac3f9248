import { withHeadroom } from "@headroom/sdk";
import type { Agent } from "../../retrieval/agents/agent.js";
import { anthropicAgent } from "../../retrieval/agents/anthropic.js";
import { cohereAgent } from "../../retrieval/agents/cohere.js";
import { googleAgent } from "../../retrieval/agents/google.js";
import { mistralAgent } from "../../retrieval/agents/mistral.js";
import { openaiChatAgent } from "../../retrieval/agents/openai-chat.js";
import { openaiResponsesAgent } from "../../retrieval/agents/openai-responses.js";
import type { StreamingAgent } from "../../retrieval/streaming/streaming-agent.js";
import { STREAMING_AGENTS } from "../../retrieval/streaming/streaming-agents.js";
import type { FetchingAgent } from "./fetching-agent.js";

/** Leaves parts out of the smallest conversation, too. */
const OPTIONS = { autoRetrieve: true, minimumCacheableTokens: 0 } as const;

/** Conversations that an application carries itself, with the client of an SDK. */
export const SDK_AGENTS: readonly FetchingAgent[] = [
  sdkAgent("OpenAI chat", openaiChatAgent, "openai"),
  sdkAgent("OpenAI responses", openaiResponsesAgent, "openai"),
  sdkAgent("Anthropic messages", anthropicAgent, "@anthropic-ai/sdk"),
  sdkAgent("Google generateContent", googleAgent, "@google/genai"),
  sdkAgent("Cohere chat", cohereAgent, "cohere-ai"),
  sdkAgent("Mistral chat", mistralAgent, "@mistralai/mistralai"),
  ...STREAMING_AGENTS.map(streamingAgent),
];

function sdkAgent<Client extends object>(name: string, agent: Agent<Client>, from: string): FetchingAgent {
  return {
    way: "SDKs: `withHeadroom(client, { autoRetrieve: true })`",
    name,
    packages: [from],
    source: import.meta.url,
    ask(url, questions, how) {
      const client = agent.client(url);
      return agent.ask(how === "plain" ? client : withHeadroom(client, OPTIONS), questions);
    },
  };
}

function streamingAgent({ name, from, start }: StreamingAgent): FetchingAgent {
  return {
    way: "SDKs, streamed: `withHeadroom(client, { autoRetrieve: true })`",
    name,
    packages: [from],
    source: import.meta.url,
    async ask(url, questions, how) {
      const application = start(url, (client) => (how === "plain" ? client : withHeadroom(client, OPTIONS)));
      const answers: string[] = [];
      for (const question of questions) answers.push((await application.says(question)).text);
      return answers;
    },
  };
}

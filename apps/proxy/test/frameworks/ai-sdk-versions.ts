import * as anthropic7 from "@ai-sdk/anthropic";
import * as openai7 from "@ai-sdk/openai";
import * as ai7 from "ai";
import * as ai5 from "ai5";
import * as ai6 from "ai6";
import * as anthropic5 from "anthropic5";
import * as anthropic6 from "anthropic6";
import * as openai5 from "openai5";
import * as openai6 from "openai6";

/** An agent, as far as the tests ask it anything. */
export interface AiAgent {
  generate(call: AgentCall): ReturnType<typeof ai7.generateText>;
  stream(call: AgentCall): PromiseLike<ReturnType<typeof ai7.streamText>>;
}

type AgentCall = { readonly prompt: string } | { readonly messages: readonly ai7.ModelMessage[] };

interface AgentSettings {
  readonly model: ai7.LanguageModel;
  readonly tools: ai7.ToolSet;
  readonly stopWhen: ReturnType<typeof ai7.stepCountIs>;
}

/** One major version of the AI SDK with the providers that belong to it, seen through the types of the newest. */
export interface Version {
  readonly name: string;
  readonly ai: typeof ai7;
  readonly openai: typeof openai7;
  readonly anthropic: typeof anthropic7;
  /** The class of agents, which has had two names. */
  readonly Agent: new (
    settings: AgentSettings,
  ) => AiAgent;
  /** Folders in node_modules of what speaks an API. */
  packages(api: Api): readonly string[];
}

export const VERSIONS = [
  {
    name: "ai 5",
    ai: ai5,
    openai: openai5,
    anthropic: anthropic5,
    Agent: ai5.Experimental_Agent,
    packages: (api: Api) => ["ai5", api === "Anthropic" ? "anthropic5" : "openai5"],
  },
  {
    name: "ai 6",
    ai: ai6,
    openai: openai6,
    anthropic: anthropic6,
    Agent: ai6.ToolLoopAgent,
    packages: (api: Api) => ["ai6", api === "Anthropic" ? "anthropic6" : "openai6"],
  },
  {
    name: "ai 7",
    ai: ai7,
    openai: openai7,
    anthropic: anthropic7,
    Agent: ai7.ToolLoopAgent,
    packages: (api: Api) => ["ai", api === "Anthropic" ? "@ai-sdk/anthropic" : "@ai-sdk/openai"],
  },
] as unknown as readonly Version[];

export const APIS = ["OpenAI chat", "OpenAI responses", "Anthropic"] as const;

export type Api = (typeof APIS)[number];
type Model = Parameters<typeof ai7.wrapLanguageModel>[0]["model"];

/** The models of a version whose provider is at an address, by the API that they speak. */
export function modelsOf({ openai, anthropic }: Version, url: string): Readonly<Record<Api, () => Model>> {
  const fromOpenAI = openai.createOpenAI({ apiKey: "none", baseURL: `${url}/v1` });
  const fromAnthropic = anthropic.createAnthropic({ apiKey: "none", baseURL: `${url}/v1` });
  return {
    "OpenAI chat": () => fromOpenAI.chat("gpt-5.5"),
    "OpenAI responses": () => fromOpenAI.responses("gpt-5.5"),
    Anthropic: () => fromAnthropic("claude-sonnet-5"),
  };
}

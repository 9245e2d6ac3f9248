import type { BaseMessage } from "@langchain/core/messages";
import { agentOf, ask, WAYS } from "../../frameworks/langchain-ways.js";
import { MODELS, type ModelDriver } from "../drivers/langchain-model.js";
import type { FetchingAgent } from "./fetching-agent.js";

/** Agents and graphs of LangChain. */
export const LANGCHAIN_AGENTS: readonly FetchingAgent[] = Object.keys(WAYS).flatMap((way) =>
  MODELS.map((model) => langchainAgent(way, model)),
);

function langchainAgent(way: string, model: ModelDriver): FetchingAgent {
  return {
    way: `LangChain: ${way}`,
    name: model.name.replace("LangChain ", ""),
    packages: ["langchain", "@langchain/langgraph", ...model.packages],
    source: import.meta.url,
    async ask(url, questions, how) {
      const agent = how === "plain" ? agentOf(model.client(url)) : WAYS[way]?.(model, url);
      const messages = agent === undefined ? [] : await ask(agent, questions);
      return messages.filter(isAnswer).map(({ text }) => text);
    },
  };
}

/** What the model says without calling a tool. */
function isAnswer(message: BaseMessage): boolean {
  return message.getType() === "ai" && ((message as { tool_calls?: unknown[] }).tool_calls ?? []).length === 0;
}

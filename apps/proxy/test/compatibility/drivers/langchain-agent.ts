import { type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { type AgentMiddleware, createAgent, MiddlewareError } from "langchain";
import type { Driver } from "../driver.js";
import { FOLLOW_UP } from "../orders.js";
import { listOrders, type ModelDriver } from "./langchain-model.js";

type Agent = ReturnType<typeof createAgent>;
type Messages = readonly BaseMessage[];

/** An agent of LangChain over a chat model. */
export function langchainAgent(model: ModelDriver): Driver<Agent, Messages> {
  return {
    ...model,
    name: model.name.replace("LangChain", "createAgent over"),
    packages: ["langchain", ...model.packages],
    source: import.meta.url,
    sends: 2,
    client: (url) => agentOf(model, url),
    async whole(agent, history, signal) {
      const answered = agent.invoke({ messages: [...history] }, { ...(signal && { signal }) });
      const { messages } = (await answered.catch(throwCause)) as State;
      return [...messages, new HumanMessage(FOLLOW_UP)];
    },
    async *streamed(agent, history, signal) {
      let state: Messages = history;
      // That messages are asked for makes the agent stream the answers of the model.
      const streamMode: ("values" | "messages")[] = ["values", "messages"];
      const options = { streamMode, ...(signal && { signal }) };
      try {
        for await (const [mode, chunk] of await agent.stream({ messages: [...history] }, options)) {
          if (mode === "values") state = (chunk as State).messages;
          const [message] = mode === "messages" ? (chunk as unknown as Messages) : [];
          if (message?.getType() === "ai") yield message.text;
        }
      } catch (error) {
        throwCause(error);
      }
      return [...state, new HumanMessage(FOLLOW_UP)];
    },
  };
}

export function agentOf(model: ModelDriver, url: string, middleware: readonly AgentMiddleware[] = []): Agent {
  return createAgent({ model: model.client(url), tools: [listOrders], middleware }) as unknown as Agent;
}

/** Around what a model call throws, LangChain puts an error of its own as soon as any middleware wraps model calls. */
function throwCause(error: unknown): never {
  throw MiddlewareError.isInstance(error) ? error.cause : error;
}

interface State {
  readonly messages: Messages;
}

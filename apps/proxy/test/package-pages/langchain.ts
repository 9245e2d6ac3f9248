import { headroomMiddleware, withHeadroom } from "@headroom/langchain";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent } from "langchain";

/** An agent that can fetch what was left out of its tool outputs. */
export function createSmallerAgent() {
  const model = new ChatOpenAI({ model: "gpt-5.5" });
  return createAgent({ model, tools: [], middleware: [headroomMiddleware({ autoRetrieve: true })] });
}

/** A model without an agent. */
export const createSmallerModel = () => withHeadroom(new ChatOpenAI({ model: "gpt-5.5" }));

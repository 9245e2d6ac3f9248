import {
  createMemoryStore,
  headroomMiddleware,
  headroomRetrieveTool,
  type RetrieverOptions,
} from "@headroom/vercel-ai";
import type { ModelMessage, StepResult, ToolSet } from "ai";
import { z } from "zod";
import { FUNCTION, TICKETS } from "../retrieval/tickets.js";
import { type AiAgent, type Api, modelsOf, type Version } from "./ai-sdk-versions.js";

/** An agent that lists tickets, without Headroom. */
export function plainAgent({ ai, Agent, ...version }: Version, api: Api, url: string): AiAgent {
  const model = modelsOf({ ai, Agent, ...version }, url)[api]();
  return new Agent({ model, tools: listTool(ai), stopWhen: ai.stepCountIs(8) });
}

/** The same with Headroom, and with the tool that fetches under a name. */
export function fetchingAgent(
  version: Version,
  api: Api,
  url: string,
  { bounds = {}, named = "headroom_retrieve" }: Fetching = {},
) {
  const { ai, Agent } = version;
  const originals = createMemoryStore();
  // Leaves parts out of the smallest conversation, too.
  const middleware = headroomMiddleware({ originals, minimumCacheableTokens: 0, strict: true });
  const model = ai.wrapLanguageModel({ model: modelsOf(version, url)[api](), middleware });
  const tools = { ...listTool(ai), [named]: headroomRetrieveTool({ originals, ...bounds }) };
  const stopWhen = ai.stepCountIs(8);
  return {
    agent: new Agent({ model, tools, stopWhen }),
    /** An agent over the same model that cannot fetch. */
    withoutTool: new Agent({ model, tools: listTool(ai), stopWhen }),
  };
}

export interface Fetching {
  readonly bounds?: Partial<RetrieverOptions>;
  readonly named?: string;
}

function listTool(ai: Version["ai"]): ToolSet {
  const inputSchema = z.object({ state: z.string() });
  const list = ai.tool({ description: FUNCTION.description, inputSchema, execute: async () => TICKETS });
  return { [FUNCTION.name]: list };
}

export type Steps = readonly StepResult<ToolSet>[];

/** Asks in one conversation that the application carries; gives the answers, the steps and all that was said. */
export async function askAgent(agent: AiAgent, questions: readonly string[]) {
  const messages: ModelMessage[] = [];
  const answers: string[] = [];
  const steps: StepResult<ToolSet>[] = [];
  for (const content of questions) {
    messages.push({ role: "user", content });
    const result = await agent.generate({ messages });
    answers.push(result.text);
    steps.push(...(result.steps as unknown as Steps));
    messages.push(...saidIn(result));
  }
  return { answers, steps, messages };
}

/** What the model and the tools said in all steps; versions differ in where they keep it. */
export function saidIn(result: object): readonly ModelMessage[] {
  const { responseMessages, response } = result as {
    readonly responseMessages?: readonly ModelMessage[];
    readonly response: { readonly messages: readonly ModelMessage[] };
  };
  return responseMessages ?? response.messages;
}

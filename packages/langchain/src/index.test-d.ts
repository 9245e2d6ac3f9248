import type { Callbacks } from "@langchain/core/callbacks/manager";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { ChatOpenAI } from "@langchain/openai";
import { type AgentMiddleware, createAgent } from "langchain";
import { expectTypeOf } from "vitest";
import {
  createMemoryStore,
  HeadroomOptimizer,
  headroomMiddleware,
  headroomRetrieveTool,
  withHeadroom,
} from "./index.js";

const model = new ChatOpenAI({ model: "gpt-5.5" });

expectTypeOf(withHeadroom(model)).toEqualTypeOf<ChatOpenAI>();
expectTypeOf(withHeadroom(model, { profile: "lossless" })).toExtend<BaseChatModel>();
expectTypeOf(headroomMiddleware()).toEqualTypeOf<AgentMiddleware>();
expectTypeOf([new HeadroomOptimizer({ restoreAfterMs: 0 })]).toExtend<Callbacks>();
expectTypeOf(createAgent).toBeCallableWith({ model: withHeadroom(model), middleware: [headroomMiddleware()] });

const fetchTool = headroomRetrieveTool({ originals: createMemoryStore(), maxFetchTokens: 5000 });
expectTypeOf(model.bindTools).toBeCallableWith([fetchTool]);
expectTypeOf(createAgent).toBeCallableWith({
  model,
  tools: [fetchTool],
  middleware: [headroomMiddleware({ autoRetrieve: { maxFetches: 5 } })],
});

// @ts-expect-error Whose originals?
headroomRetrieveTool({});
// @ts-expect-error There is no such profile.
withHeadroom(model, { profile: "fast" });
// @ts-expect-error There is no such option.
headroomMiddleware({ tokenizer: [] });
// @ts-expect-error A text is no model.
withHeadroom("gpt-5.5");

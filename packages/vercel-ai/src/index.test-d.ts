import { generateText, type LanguageModel, type LanguageModelMiddleware, type ToolSet, wrapLanguageModel } from "ai";
import { expectTypeOf } from "vitest";
import { createMemoryStore, headroomMiddleware, headroomRetrieveTool } from "./index.js";

declare const model: Parameters<typeof wrapLanguageModel>[0]["model"];

expectTypeOf(headroomMiddleware()).toEqualTypeOf<LanguageModelMiddleware>();
expectTypeOf(wrapLanguageModel({ model, middleware: headroomMiddleware() })).toExtend<LanguageModel>();
headroomMiddleware({ minimumCacheableTokens: (name) => name.length, onReport: ({ tokensSaved }) => void tokensSaved });

const fetchTool = headroomRetrieveTool({ originals: createMemoryStore(), maxFetchTokens: 5000 });
expectTypeOf({ headroom_retrieve: fetchTool }).toExtend<ToolSet>();
expectTypeOf(generateText).toBeCallableWith({ model, prompt: "?", tools: { headroom_retrieve: fetchTool } });

// @ts-expect-error Whose originals?
headroomRetrieveTool({});
// @ts-expect-error There is no such profile.
headroomMiddleware({ profile: "fast" });
// @ts-expect-error There is no such option.
headroomMiddleware({ tokenizer: [] });

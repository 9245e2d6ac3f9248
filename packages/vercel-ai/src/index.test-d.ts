import { type LanguageModel, type LanguageModelMiddleware, wrapLanguageModel } from "ai";
import { expectTypeOf } from "vitest";
import { headroomMiddleware } from "./index.js";

declare const model: Parameters<typeof wrapLanguageModel>[0]["model"];

expectTypeOf(headroomMiddleware()).toEqualTypeOf<LanguageModelMiddleware>();
expectTypeOf(wrapLanguageModel({ model, middleware: headroomMiddleware() })).toExtend<LanguageModel>();
headroomMiddleware({ minimumCacheableTokens: (name) => name.length, onReport: ({ tokensSaved }) => void tokensSaved });

// @ts-expect-error There is no such profile.
headroomMiddleware({ profile: "fast" });
// @ts-expect-error There is no such option.
headroomMiddleware({ tokenizer: [] });

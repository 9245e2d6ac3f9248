import { openai } from "@ai-sdk/openai";
import { headroomMiddleware } from "@headroom/vercel-ai";
import { generateText, wrapLanguageModel } from "ai";

const model = wrapLanguageModel({ model: openai("gpt-5.5"), middleware: headroomMiddleware() });

/** What a model answers whose requests are smaller. */
export const ask = async (prompt: string) => (await generateText({ model, prompt })).text;

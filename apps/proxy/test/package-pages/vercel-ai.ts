import { openai } from "@ai-sdk/openai";
import { headroomMiddleware } from "@headroom/vercel-ai";
import { generateText, wrapLanguageModel } from "ai";

const model = wrapLanguageModel({ model: openai("gpt-5.5"), middleware: headroomMiddleware() });

/** The answer of a model that is sent smaller requests. */
export const ask = async (prompt: string) => (await generateText({ model, prompt })).text;

import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import { Mistral } from "@mistralai/mistralai";
import { CohereClientV2 } from "cohere-ai";
import OpenAI, { AzureOpenAI } from "openai";
import { expectTypeOf } from "vitest";
import {
  createMemoryStore,
  createRetriever,
  type Fetch,
  HeadroomClient,
  headroomFetch,
  type Retriever,
  retrieveTools,
  runnableRetrieveTools,
  type SimulationResult,
  withHeadroom,
} from "./index.js";

// A wrapped client has the type that it had.
expectTypeOf(withHeadroom(new OpenAI())).toEqualTypeOf<OpenAI>();
expectTypeOf(withHeadroom(new AzureOpenAI())).toEqualTypeOf<AzureOpenAI>();
expectTypeOf(withHeadroom(new Anthropic())).toEqualTypeOf<Anthropic>();
expectTypeOf(withHeadroom(new GoogleGenAI({}))).toEqualTypeOf<GoogleGenAI>();
expectTypeOf(withHeadroom(new CohereClientV2({}))).toEqualTypeOf<CohereClientV2>();
expectTypeOf(withHeadroom(new Mistral())).toEqualTypeOf<Mistral>();
// @ts-expect-error a key is no client
withHeadroom("sk-test");
// @ts-expect-error an option that does not exist
withHeadroom(new OpenAI(), { modus: "audit" });

// Every SDK takes the fetch.
expectTypeOf(headroomFetch()).toEqualTypeOf<Fetch>();
new OpenAI({ fetch: headroomFetch() });
new Anthropic({ fetch: headroomFetch(fetch, { profile: "lossless" }) });
new GoogleGenAI({ httpOptions: { fetch: headroomFetch() } });
new CohereClientV2({ fetch: headroomFetch() });
// @ts-expect-error not a mode
headroomFetch(fetch, { mode: "fast" });

const messages = [{ role: "user" as const, content: "Hello" }];
const openai = new HeadroomClient({ originalClient: new OpenAI(), defaultMode: "optimize" });

// It can be passed on as the client that it wraps.
expectTypeOf(openai).toExtend<OpenAI>();
expectTypeOf(openai.models).toEqualTypeOf<OpenAI["models"]>();

// Overloads stay, with and without a mode.
const whole = await openai.chat.completions.create({ model: "m", messages, headroomMode: "audit" });
expectTypeOf(whole).toExtend<OpenAI.ChatCompletion>();
expectTypeOf(whole).not.toBeAny();
const plain = await openai.chat.completions.create({ model: "m", messages });
expectTypeOf(plain).toEqualTypeOf<typeof whole>();
const stream = await openai.chat.completions.create({ model: "m", messages, stream: true, headroomMode: "off" });
for await (const chunk of stream) expectTypeOf(chunk).toEqualTypeOf<OpenAI.ChatCompletionChunk>();
openai.chat.completions.stream({ model: "m", messages, headroomMode: "off" });
await openai.responses.create({ model: "m", input: "Hello", headroomMode: "simulate" });
expectTypeOf(await openai.chat.completions.simulate({ model: "m", messages })).toEqualTypeOf<SimulationResult>();
expectTypeOf(await openai.responses.simulate({ model: "m", input: "x" })).toEqualTypeOf<SimulationResult>();
await openai.chat.completions.create({
  model: "m",
  messages,
  headroomQuery: "Which order failed?",
  headroomCachePrefixTokens: 1024,
  headroomKeepTurns: 2,
  headroomOutputBufferTokens: 8000,
  headroomToolProfiles: { "db_*": { profile: "lossless" }, search: { maxItemsAfterCrush: 10 } },
});
// @ts-expect-error not a number
await openai.chat.completions.create({ model: "m", messages, headroomKeepTurns: "two" });
// @ts-expect-error not a mode
await openai.chat.completions.create({ model: "m", messages, headroomMode: "fast" });
// @ts-expect-error not a parameter
await openai.chat.completions.create({ model: "m", messages, headroomMod: "audit" });
// @ts-expect-error not the parameters of this call
await openai.chat.completions.simulate({ model: "m" });

const anthropic = new HeadroomClient({
  originalClient: new Anthropic(),
  smartCrusherConfig: { maxItemsAfterCrush: 20 },
});
const message = await anthropic.messages.create({ model: "m", max_tokens: 1, messages, headroomMode: "optimize" });
expectTypeOf(message).toExtend<Anthropic.Message>();
expectTypeOf(message).not.toBeAny();
anthropic.messages.stream({ model: "m", max_tokens: 1, messages, headroomMode: "optimize" });
expectTypeOf(
  await anthropic.messages.simulate({ model: "m", max_tokens: 1, messages }),
).toEqualTypeOf<SimulationResult>();

// Other clients are as they were, and the store can be closed.
const mistral = new HeadroomClient({ originalClient: new Mistral() });
expectTypeOf(mistral.chat).toEqualTypeOf<Mistral["chat"]>();
expectTypeOf(mistral.close()).toEqualTypeOf<Promise<void>>();
// @ts-expect-error the client is missing
new HeadroomClient({ defaultMode: "audit" });

// The retrieval tool has the types of each SDK, and of the loops that they bring.
const retriever = createRetriever({ originals: createMemoryStore() });
const runnable = runnableRetrieveTools(retriever);
await new OpenAI().chat.completions.create({ model: "m", messages, tools: [retrieveTools.openaiChat] });
await new OpenAI().responses.create({ model: "m", input: "x", tools: [retrieveTools.openaiResponses] });
new OpenAI().chat.completions.runTools({ model: "m", messages, tools: [runnable.openai] });
await new Anthropic().messages.create({ model: "m", max_tokens: 1, messages, tools: [retrieveTools.anthropic] });
await new Anthropic().beta.messages.toolRunner({ model: "m", max_tokens: 1, messages, tools: [runnable.anthropic] });
const declared = { tools: [{ functionDeclarations: [retrieveTools.google] }] };
await new GoogleGenAI({}).models.generateContent({ model: "m", contents: "x", config: { tools: [runnable.google] } });
await new GoogleGenAI({}).models.generateContent({ model: "m", contents: "x", config: declared });
await new CohereClientV2({}).chat({ model: "m", messages, tools: [retrieveTools.cohere] });
await new Mistral().chat.complete({ model: "m", messages, tools: [retrieveTools.mistral] });
withHeadroom(new OpenAI(), { autoRetrieve: { maxFetchTokens: 4000 } });
// @ts-expect-error not a bound
withHeadroom(new OpenAI(), { autoRetrieve: { rounds: 2 } });
expectTypeOf(openai.headroomRetriever).toEqualTypeOf<Retriever>();

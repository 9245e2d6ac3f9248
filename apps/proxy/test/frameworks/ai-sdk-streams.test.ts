import type { Script } from "@headroom/proxy/sandbox";
import { type HeadroomMetadata, headroomMiddleware } from "@headroom/vercel-ai";
import type { LanguageModel, ModelMessage, ToolSet, UIMessage } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { FIRST_QUESTION, FUNCTION, modelThatReads, TICKETS } from "../retrieval/tickets.js";
import { APIS, type Api, modelsOf, VERSIONS, type Version } from "./ai-sdk-versions.js";
import { serveModel } from "./serve-model.js";

const SCHEMA = z.object({ count: z.number(), oldest: z.string() });
const SAID = { count: 400, oldest: "Broken invoice at Kiel" };

/** Lists the tickets, and then says in JSON what it was asked to: as its answer, or by the tool that some versions make of it. */
const modelOfObjects: Script = (prompt) => {
  const canList = prompt.tools.some(({ name }) => name === FUNCTION.name);
  if (prompt.turn.kind === "user" && canList)
    return { text: "", calls: [{ name: FUNCTION.name, input: { state: "" } }] };
  const answer = prompt.tools.find(({ name }) => name === "json");
  if (answer !== undefined) return { text: "", calls: [{ name: answer.name, input: SAID }] };
  return { text: JSON.stringify(SAID), calls: [] };
};

/** A conversation in which the tickets were listed. */
const LISTED: readonly ModelMessage[] = [
  { role: "user", content: FIRST_QUESTION },
  {
    role: "assistant",
    content: [{ type: "tool-call", toolCallId: "c", toolName: FUNCTION.name, input: { state: "" } }],
  },
  {
    role: "tool",
    content: [
      { type: "tool-result", toolCallId: "c", toolName: FUNCTION.name, output: { type: "text", value: TICKETS } },
    ],
  },
  { role: "user", content: "Say it in JSON." },
];

function metadataOf(metadata: Readonly<Record<string, unknown>> = {}): HeadroomMetadata {
  return metadata.headroom as HeadroomMetadata;
}

function toolsOf({ ai }: Version): ToolSet {
  const inputSchema = z.object({ state: z.string() });
  return { [FUNCTION.name]: ai.tool({ description: FUNCTION.description, inputSchema, execute: async () => TICKETS }) };
}

type Call = Parameters<Version["ai"]["streamText"]>[0];

/** Does the same with a model with Headroom and with one without, each against a sandbox of its own. */
async function both<T>(version: Version, api: Api, script: Script, use: (model: LanguageModel) => Promise<T>) {
  const [ours, theirs] = [await serveModel(script), await serveModel(script)];
  const middleware = headroomMiddleware({ minimumCacheableTokens: 0, strict: true });
  const model = version.ai.wrapLanguageModel({ model: modelsOf(version, ours.url)[api](), middleware });
  const wrapped = await use(model);
  const plain = await use(modelsOf(version, theirs.url)[api]() as LanguageModel);
  const [sent, whole] = [ours, theirs].map(({ exchanges }) => exchanges.map(({ body }) => body)) as [
    string[],
    string[],
  ];
  return { wrapped, plain, sent, whole };
}

/** The request with the output of the tool is shorter; those before it are the same. */
function expectShorter({ sent, whole }: { readonly sent: readonly string[]; readonly whole: readonly string[] }): void {
  const at = whole.findIndex((body) => body.includes(JSON.stringify(TICKETS)));
  expect(at).toBeGreaterThanOrEqual(0);
  expect(sent.slice(0, at)).toEqual(whole.slice(0, at));
  expect(sent[at]?.length).toBeLessThan(0.8 * (whole[at]?.length ?? 0));
}

/** Ids by the order in which they come, and no counts of tokens, which are fewer with Headroom. */
function named(text: string): string {
  const ids = new Map<string, string>();
  const name = (id: string): string => ids.get(id) ?? ids.set(id, `#${ids.size}`).get(id) ?? "";
  return text.replace(/(?<="(?:id|messageId|toolCallId|itemId)":")[^"]+/g, name).replace(/(?<="\w*tokens":)\d+/g, "0");
}

describe.each(VERSIONS)("$name", (version) => {
  const { ai } = version;
  const tools = toolsOf(version);
  const call = (model: LanguageModel, more: object) =>
    ({ model, tools, stopWhen: ai.stepCountIs(4), maxRetries: 0, ...more }) as unknown as Call;

  describe.each(APIS)("and %s", (api) => {
    it("sends browsers the same stream, byte for byte but for ids", async () => {
      const result = await both(version, api, modelThatReads, async (model) => {
        const streamed = ai.streamText(call(model, { prompt: FIRST_QUESTION }));
        return named(await streamed.toUIMessageStreamResponse().text());
      });
      expect(result.wrapped).toBe(result.plain);
      expect(result.wrapped).toContain(JSON.stringify(TICKETS));
      expectShorter(result);
    });

    it("takes up a conversation that a browser kept, and begins the request with the same bytes", async () => {
      const result = await both(version, api, modelThatReads, async (model) => {
        const messages: UIMessage[] = [{ id: "1", role: "user", parts: [{ type: "text", text: FIRST_QUESTION }] }];
        const first = ai.streamText(call(model, { messages: await ai.convertToModelMessages(messages) }));
        let answer: UIMessage | undefined;
        for await (const message of ai.readUIMessageStream({ stream: first.toUIMessageStream() })) answer = message;
        messages.push({ ...(answer as UIMessage), id: "2" });
        messages.push({ id: "3", role: "user", parts: [{ type: "text", text: "Thank you." }] });
        return ai.streamText(call(model, { messages: await ai.convertToModelMessages(messages) })).text;
      });
      expect(result.wrapped).toBe(result.plain);
      expectShorter(result);
      const [, second, third] = result.sent.map((body) => {
        const { messages, input } = JSON.parse(body);
        return JSON.stringify(messages ?? input);
      });
      expect(third?.startsWith(second?.slice(0, -1) ?? "none")).toBe(true);
    });

    it("gives the parts of a stream as they came, with its savings in the last of each step", async () => {
      const result = await both(version, api, modelThatReads, async (model) => {
        const parts: { readonly type: string; providerMetadata?: Record<string, unknown> | undefined }[] = [];
        for await (const part of ai.streamText(call(model, { prompt: FIRST_QUESTION })).fullStream) {
          if (!/^(?:start|finish|finish-step|start-step|raw)$/.test(part.type) || part.type === "finish-step") {
            parts.push(part as (typeof parts)[number]);
          }
        }
        return parts;
      });
      const content = (parts: readonly { readonly type: string }[]) =>
        named(JSON.stringify(parts.filter(({ type }) => type !== "finish-step")));
      expect(content(result.wrapped)).toBe(content(result.plain));
      const ends = result.wrapped.filter(({ type }) => type === "finish-step");
      const saved = ends.map(({ providerMetadata }) => metadataOf(providerMetadata).tokensSaved);
      expect(saved.map((tokens) => tokens > 0)).toEqual([false, true]);
      const others = ends.map(({ providerMetadata: { headroom: _headroom, ...others } = {} }) => others);
      const theirs = result.plain.filter(({ type }) => type === "finish-step");
      expect(others.map((each) => Object.keys(each))).toEqual(
        theirs.map(({ providerMetadata }) => Object.keys(providerMetadata ?? {})),
      );
    });

    /** ai 5 calls the setting otherwise than ai 6 and 7. */
    const output = {
      [version.name === "ai 5" ? "experimental_output" : "output"]: ai.Output.object({ schema: SCHEMA }),
    };
    const objectOf = (result: object): unknown =>
      version.name === "ai 5"
        ? (result as { experimental_output: unknown }).experimental_output
        : (result as { output: unknown }).output;

    it("gives structured output behind a tool, whole", async () => {
      const result = await both(version, api, modelOfObjects, async (model) =>
        objectOf(await ai.generateText(call(model, { prompt: FIRST_QUESTION, ...output }) as never)),
      );
      expect([result.wrapped, result.plain]).toEqual([SAID, SAID]);
      expectShorter(result);
    });

    it("gives structured output behind a tool, piece by piece", async () => {
      const result = await both(version, api, modelOfObjects, async (model) => {
        const streamed = ai.streamText(call(model, { prompt: FIRST_QUESTION, ...output }));
        const named = streamed as unknown as Record<string, AsyncIterable<unknown>>;
        const pieces: unknown[] = [];
        const stream = named.partialOutputStream ?? named.experimental_partialOutputStream ?? [];
        for await (const piece of stream as AsyncIterable<unknown>) pieces.push(piece);
        return pieces;
      });
      expect(result.wrapped).toEqual(result.plain);
      expect(result.wrapped.at(-1)).toEqual(SAID);
      expectShorter(result);
    });

    it.each(["generateObject", "streamObject"] as const)("produces objects by %s", async (how) => {
      const result = await both(version, api, modelOfObjects, async (model) => {
        const asked = { model, messages: [...LISTED], schema: SCHEMA, maxRetries: 0 };
        if (how === "generateObject") return ai.generateObject(asked);
        const streamed = ai.streamObject(asked);
        for await (const _piece of streamed.partialObjectStream);
        return { object: await streamed.object, providerMetadata: await streamed.providerMetadata };
      });
      expect(result.wrapped.object).toEqual(SAID);
      expect(result.plain.object).toEqual(SAID);
      expect(metadataOf(result.wrapped.providerMetadata).savingsPercent).toBeGreaterThan(20);
      expectShorter(result);
    });
  });
});

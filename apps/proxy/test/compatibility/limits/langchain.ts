import { HeadroomOptimizer, headroomMiddleware, withHeadroom } from "@headroom/langchain";
import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { FakeLLM } from "@langchain/core/utils/testing";
import { MiddlewareError } from "langchain";
import { expect } from "vitest";
import { z } from "zod";
import type { DeclareLimit } from "../coverage.js";
import { agentOf } from "../drivers/langchain-agent.js";
import { MODELS, type ModelDriver } from "../drivers/langchain-model.js";
import { FUNCTION, OUTPUT, QUESTION } from "../orders.js";
import { createOrdersSandbox, serveSandbox } from "../serve-sandbox.js";
import { expectShorter, expectWhole, startReceiver } from "./expect-size.js";

const [CHAT, , ANTHROPIC] = MODELS as readonly [ModelDriver, ModelDriver, ModelDriver];
const PACKAGES = ["@langchain/core", "langchain"];
const source = import.meta.url;
const callback = () => new HeadroomOptimizer() as unknown as BaseCallbackHandler;

function history(content: ToolMessage["content"] = OUTPUT): BaseMessage[] {
  const call = { id: "call_1", name: FUNCTION.name, args: { status: "any" } };
  return [
    new HumanMessage(QUESTION),
    new AIMessage({ content: "", tool_calls: [call] }),
    new ToolMessage({ content, tool_call_id: call.id, name: FUNCTION.name }),
  ];
}

/** Takes the first message out of what a callback is given. */
class Dropper extends BaseCallbackHandler {
  readonly name = "dropper";
  override awaitHandlers = true;
  override async handleChatModelStart(_model: unknown, groups: BaseMessage[][]): Promise<void> {
    groups[0]?.shift();
  }
}

export function declareLangchainLimits(limits: DeclareLimit): void {
  limits(
    {
      where: "LangChain, `HeadroomOptimizer`",
      what: "requests of `model.streamEvents(messages)` without a version are sent unchanged",
      why: "LangChain calls no callback before such a request",
      instead: '`version: "v2"`, `withHeadroom(model)` or `headroomMiddleware()`',
      packages: PACKAGES,
      source,
    },
    async () => {
      const { url, body } = await startReceiver();
      const models = [CHAT.model(url, [callback()]), withHeadroom(CHAT.client(url))];
      for (const model of models) {
        for await (const _event of model.streamEvents(history()) as unknown as AsyncIterable<unknown>);
      }
      for await (const _event of CHAT.model(url, [callback()]).streamEvents(history(), { version: "v2" }));
      expectWhole(body(0));
      expectShorter(body(1));
      expectShorter(body(2));
    },
  );

  limits(
    {
      where: "LangChain, `HeadroomOptimizer`",
      what: "messages can only be shortened, not added or removed",
      why: "LangChain gives callbacks their own copy of the list; the list that is sent does not change",
      instead: "`withHeadroom(model)` or `headroomMiddleware()`",
      packages: PACKAGES,
      source,
    },
    async () => {
      const { url, body } = await startReceiver();
      await CHAT.model(url, [new Dropper()]).invoke(history());
      expect(JSON.parse(body()).messages).toHaveLength(3);
    },
  );

  limits(
    {
      where: "LangChain, `HeadroomOptimizer`",
      what: "frozen messages are sent unchanged",
      why: "a callback can only shorten a message in place",
      instead: "`withHeadroom(model)` or `headroomMiddleware()`",
      packages: PACKAGES,
      source,
    },
    async () => {
      const { url, body } = await startReceiver();
      const frozen = () => history().map(Object.freeze) as BaseMessage[];
      await CHAT.model(url, [callback()]).invoke(frozen());
      await withHeadroom(CHAT.client(url)).invoke(frozen());
      expectWhole(body(0));
      expectShorter(body(1));
    },
  );

  limits(
    {
      where: "LangChain, `HeadroomOptimizer`",
      what: "messages with images in LangChain's version 0 blocks (`source_type`) are sent unchanged",
      why: "LangChain gives callbacks copies of such messages",
      instead: "`withHeadroom(model)`, `headroomMiddleware()`, or blocks in the provider's own format",
      packages: PACKAGES,
      source,
    },
    async () => {
      const { url, body } = await startReceiver();
      const image = { type: "image", source_type: "base64", mime_type: "image/png", data: "AAAA" };
      const content = [{ type: "text", text: OUTPUT }, image] as ToolMessage["content"];
      await ANTHROPIC.model(url, [callback()]).invoke(history(content));
      await withHeadroom(ANTHROPIC.client(url)).invoke(history(content));
      expectWhole(body(0));
      expectShorter(body(1));
    },
  );

  limits(
    {
      where: "LangChain, `headroomMiddleware()`",
      what: "errors of the model arrive inside a `MiddlewareError`",
      why: "LangChain wraps them as soon as any middleware wraps model calls",
      instead: "look at its `cause`, or use `withHeadroom(model)`",
      packages: PACKAGES,
      source,
    },
    async () => {
      const { url } = await serveSandbox(createOrdersSandbox(), "refused");
      const agent = agentOf(CHAT, url, [headroomMiddleware()]);
      const failure = await agent.invoke({ messages: [new HumanMessage(QUESTION)] }).catch((reason: unknown) => reason);
      expect(MiddlewareError.isInstance(failure)).toBe(true);
      expect((failure as Error).cause).toMatchObject({ status: 429 });
    },
  );

  limits(
    {
      where: "LangChain, `withHeadroom(model)`",
      what: "plain text models, chains and structured output are refused",
      why: "they take no messages, or hide the model that would send them",
      instead: "wrap the chat model before it goes into a chain or `withStructuredOutput`",
      packages: PACKAGES,
      source,
    },
    async () => {
      const { url, body } = await startReceiver();
      const model = CHAT.client(url);
      const schema = z.object({ count: z.number() });
      const text = (message: { readonly text: string }) => message.text;
      for (const refused of [new FakeLLM({}), model.pipe(text), model.withStructuredOutput(schema)]) {
        expect(() => withHeadroom(refused)).toThrow("withHeadroom takes a chat model of LangChain");
      }
      await withHeadroom(model).pipe(text).invoke(history());
      await withHeadroom(model).withStructuredOutput(schema).invoke(history());
      expectShorter(body(0));
      expectShorter(body(1));
    },
  );
}

import { createMemoryStore, originalKey, type Report } from "@headroom/core";
import { SimpleChatModel } from "@langchain/core/language_models/chat_models";
import type { AIMessage, BaseMessage } from "@langchain/core/messages";
import { RunnableLambda } from "@langchain/core/runnables";
import { FakeListChatModel, FakeLLM } from "@langchain/core/utils/testing";
import { describe, expect, it } from "vitest";
import { conversation, OUTPUT, seen } from "../test/conversation.js";
import type { HeadroomOptions } from "./options.js";
import { withHeadroom } from "./with-headroom.js";

/** A model that cannot stream. */
class Whole extends SimpleChatModel {
  readonly received: BaseMessage[][] = [];
  _llmType(): string {
    return "whole";
  }
  async _call(messages: BaseMessage[]): Promise<string> {
    this.received.push(messages);
    return "done";
  }
}

const OPTIONS: HeadroomOptions = { minimumCacheableTokens: 0, strict: true };

describe("withHeadroom", () => {
  it("sends new messages of the same classes with all that the old ones had", async () => {
    const messages = conversation();
    const before = seen(messages);
    const model = new Whole({});
    await withHeadroom(model, OPTIONS).invoke(messages);
    const sent = model.received[0] as BaseMessage[];
    expect(sent.map(Object.getPrototypeOf)).toEqual(messages.map(Object.getPrototypeOf));
    expect(sent.slice(0, 3)).toEqual(messages.slice(0, 3));
    expect(sent[3]).not.toBe(messages[3]);
    expect(sent[3]).toEqual(
      Object.assign(Object.create(messages[3] as object), messages[3], { content: sent[3]?.content }),
    );
    expect(sent[3]?.toDict().data.content).toBe(sent[3]?.content);
    expect(sent[3]?.content.length).toBeLessThan(0.7 * OUTPUT.length);
    expect(seen(messages)).toEqual(before);
  });

  it("streams from a model that cannot stream, as that model does", async () => {
    const chunks: string[] = [];
    for await (const { text } of await withHeadroom(new Whole({}), OPTIONS).stream(conversation())) chunks.push(text);
    expect(chunks).toEqual(["done"]);
  });

  it("gives the messages as they are where there is nothing to do", async () => {
    const messages = conversation("short");
    const model = new Whole({});
    await withHeadroom(model, OPTIONS).invoke(messages);
    model.received[0]?.forEach((message, index) => {
      expect(message).toBe(messages[index]);
    });
  });

  it("may be applied twice", async () => {
    const once = new Whole({});
    const twice = new Whole({});
    await withHeadroom(once, OPTIONS).invoke(conversation());
    await withHeadroom(withHeadroom(twice, OPTIONS), OPTIONS).invoke(conversation());
    expect(twice.received).toEqual(once.received);
  });

  it("sends a call as it came when the optimizer cannot read it", async () => {
    const messages = conversation();
    const call = messages[2] as AIMessage;
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    call.tool_calls = [{ id: "call_0", name: "search", args: circular }];
    const model = new Whole({});
    expect((await withHeadroom(model, OPTIONS).invoke(messages)).text).toBe("done");
    expect(model.received[0]?.[2]).toBe(call);
  });

  it("asks the source for what it has, so that later changes of the model hold", async () => {
    const model = new FakeListChatModel({ responses: ["a", "b"] });
    const wrapped = withHeadroom(model, OPTIONS);
    expect((await wrapped.invoke("x")).text).toBe("a");
    expect((await model.invoke("x")).text).toBe("b");
  });

  it("reports each call", async () => {
    const names: string[] = [];
    const model = withHeadroom(new Whole({}), { ...OPTIONS, onReport: ({ dialect }) => names.push(dialect) });
    await model.batch([conversation(), conversation()]);
    expect(names).toEqual(["langchain", "langchain"]);
  });

  it("keeps what it leaves out in the store that it is given", async () => {
    const originals = createMemoryStore();
    const handles: string[] = [];
    const model = new Whole({});
    const onReport = (report: Report): void => void handles.push(...report.handles);
    await withHeadroom(model, { ...OPTIONS, profile: "aggressive", originals, onReport }).invoke(conversation());
    expect(handles).toHaveLength(1);
    expect(model.received[0]?.[3]?.content).toContain(handles[0]);
    expect(originals.get(originalKey("local", handles[0] ?? ""))).toBe(OUTPUT);
  });

  const advice = "withHeadroom takes a chat model of LangChain";
  it.each([
    ["nothing", undefined],
    ["a client", { chat: { completions: {} } }],
    ["a model of texts", new FakeLLM({})],
    ["a chain", RunnableLambda.from((text: string) => text).pipe(new Whole({}))],
    ["structured output", new Whole({}).withConfig({}).pipe((message: AIMessage) => message)],
  ])("refuses %s and says what to do", (_name, model) => {
    expect(() => withHeadroom(model as object)).toThrow(advice);
  });

  it("refuses options that do not exist", () => {
    expect(() => withHeadroom(new Whole({}), { tokenizer: [] } as HeadroomOptions)).toThrow(
      "tokenizer is not an option of withHeadroom; known are mode,",
    );
  });
});

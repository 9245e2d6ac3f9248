import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { CallbackManager } from "@langchain/core/callbacks/manager";
import type { BaseMessage } from "@langchain/core/messages";
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { describe, expect, it } from "vitest";
import { conversation, OUTPUT, seen } from "../test/conversation.js";
import { HeadroomOptimizer, type HeadroomOptimizerOptions } from "./headroom-optimizer.js";

/** A model that keeps what it was given to send, after as many milliseconds. */
class Listener extends FakeListChatModel {
  readonly sent: string[] = [];
  constructor(
    callbacks: BaseCallbackHandler[],
    readonly delay = 0,
  ) {
    super({ responses: ["done"], callbacks });
  }
  override async _generate(messages: BaseMessage[], ...others: [this["ParsedCallOptions"]]) {
    await pause(this.delay);
    this.sent.push(JSON.stringify(messages.map(({ content }) => content)));
    return super._generate(messages, ...others);
  }
}

class Slow extends BaseCallbackHandler {
  readonly name = "slow";
  override awaitHandlers = true;
  override async handleChatModelStart(): Promise<void> {
    await pause(50);
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const optimizer = (options: HeadroomOptimizerOptions = {}) =>
  new HeadroomOptimizer({ minimumCacheableTokens: 0, strict: true, ...options }) as unknown as BaseCallbackHandler;

describe("HeadroomOptimizer", () => {
  it("waits for other callbacks and slow models", async () => {
    const messages = conversation();
    const before = seen(messages);
    const model = new Listener([optimizer(), new Slow()], 50);
    await Promise.all([model.invoke(messages), model.invoke(messages), model.invoke(messages)]);
    expect(model.sent).toHaveLength(3);
    for (const sent of model.sent) expect(sent.length).toBeLessThan(0.7 * OUTPUT.length);
    expect(seen(messages)).toEqual(before);
  });

  it("gives the messages back when a request is never written", async () => {
    const messages = conversation();
    const before = seen(messages);
    const callback = new HeadroomOptimizer({ minimumCacheableTokens: 0, restoreAfterMs: 20 });
    await callback.handleChatModelStart({}, [messages], "run");
    expect(messages[3]?.content).not.toBe(OUTPUT);
    await expect.poll(() => seen(messages), { timeout: 10_000 }).toEqual(before);
    expect(Object.getOwnPropertyDescriptor(messages[3], "content")).toEqual({
      value: OUTPUT,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });

  it("lends a message to overlapping runs until the last one ends", async () => {
    const messages = conversation();
    const before = seen(messages);
    const callback = new HeadroomOptimizer({ minimumCacheableTokens: 0 });
    await callback.handleChatModelStart({}, [messages], "a");
    await callback.handleChatModelStart({}, [messages], "b");
    const { length } = messages[3]?.content ?? "";
    callback.handleLLMEnd({}, "a");
    expect(messages[3]?.content).toHaveLength(length);
    callback.handleLLMEnd({}, "a");
    expect(messages[3]?.content).toHaveLength(length);
    callback.handleLLMError(new Error(), "b");
    expect(seen(messages)).toEqual(before);
  });

  it("lets what is written as JSON meanwhile have the original", async () => {
    const messages = conversation();
    const before = JSON.stringify(messages);
    const callback = new HeadroomOptimizer({ minimumCacheableTokens: 0 });
    await callback.handleChatModelStart({}, [messages], "run");
    expect(messages[3]?.content).not.toBe(OUTPUT);
    expect(JSON.stringify(messages)).toBe(before);
    callback.handleLLMNewToken("d", {}, "run");
    expect(JSON.stringify(messages)).toBe(before);
  });

  it("keeps what the application writes meanwhile", async () => {
    const messages = conversation();
    const callback = new HeadroomOptimizer({ minimumCacheableTokens: 0 });
    await callback.handleChatModelStart({}, [messages], "run");
    (messages[3] as BaseMessage).content = "written";
    expect(messages[3]?.content).toBe("written");
    callback.handleLLMEnd({}, "run");
    expect(messages[3]?.content).toBe("written");
  });

  it("leaves messages alone that cannot be written to", async () => {
    const messages = conversation();
    for (const message of messages) Object.freeze(message);
    const callback = new HeadroomOptimizer({ minimumCacheableTokens: 0 });
    await callback.handleChatModelStart({}, [messages], "run");
    expect(messages[3]?.content).toBe(OUTPUT);
  });

  it("may be registered twice, and shares what it lent with its copies", async () => {
    const messages = conversation();
    const before = seen(messages);
    const callback = optimizer();
    const model = new Listener([callback]);
    await model.invoke(messages, { callbacks: CallbackManager.fromHandlers(callback.copy()) });
    expect(model.sent[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
    expect(seen(messages)).toEqual(before);
  });

  it("changes nothing in the modes that observe", async () => {
    const messages = conversation();
    const model = new Listener([optimizer({ mode: "audit" })]);
    await model.invoke(messages);
    expect(model.sent).toEqual([JSON.stringify(messages.map(({ content }) => content))]);
  });

  it("goes on when a listener throws", async () => {
    const onReport = (): never => {
      throw new Error("listener");
    };
    const model = new Listener([optimizer({ onReport })]);
    expect((await model.invoke(conversation())).text).toBe("done");
    expect(model.sent[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
  });

  it.each([
    [{ restoreAfterMs: -1 }, "restoreAfterMs is -1; it must be a number of milliseconds from 0 up."],
    [{ profil: "lossless" }, "profil is not an option of HeadroomOptimizer; known are mode, profile,"],
    [{ mode: "fast" }, 'mode is "fast"; it must be one of optimize, audit, simulate, off.'],
    [[], "The options of HeadroomOptimizer are an object"],
    [new FakeListChatModel({ responses: [] }), "HeadroomOptimizer takes options, not a model"],
  ])("refuses %o", (options, message) => {
    expect(() => new HeadroomOptimizer(options as HeadroomOptimizerOptions)).toThrow(message);
  });
});

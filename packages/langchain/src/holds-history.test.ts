import type { BaseMessage } from "@langchain/core/messages";
import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { describe, expect, it } from "vitest";
import { HeadroomOptimizer } from "./headroom-optimizer.js";
import { holdsHistory, modelHoldsHistory } from "./holds-history.js";
import { withHeadroom } from "./with-headroom.js";

const OUTPUT = Array.from({ length: 40 }, (_, at) => `file ${at}: checked, and found in order`).join("\n");
const MESSAGES = [
  new HumanMessage("Look."),
  ...["a", "b"].map((id) => new ToolMessage({ content: OUTPUT, tool_call_id: id, name: "list" })),
];

/** A model that tells what it writes into its requests, as those of providers do. */
class Told extends FakeListChatModel {
  readonly sent: string[] = [];
  constructor(
    readonly params: object,
    callbacks: HeadroomOptimizer[] = [],
  ) {
    super({ responses: ["done"], callbacks } as ConstructorParameters<typeof FakeListChatModel>[0]);
  }
  override invocationParams(options?: object): object {
    return { ...this.params, ...options };
  }
  override async _generate(messages: BaseMessage[], ...others: [this["ParsedCallOptions"]]) {
    this.sent.push(String(messages.at(-1)?.content));
    return super._generate(messages, ...others);
  }
}

describe("models that say that the provider holds the history", () => {
  it.each([
    ["plain", {}, true],
    ["continued", { previous_response_id: "resp_1" }, false],
    ["clearing", { context_management: { edits: [{ type: "clear_tool_uses_20250919" }] } }, false],
  ])("are sent references only where nothing is dropped: %s", async (_name, params, refers) => {
    const options = { minimumCacheableTokens: 0, strict: true };
    const wrapped = new Told(params);
    await withHeadroom(wrapped, options).invoke(MESSAGES);
    const called = new Told(params, [new HeadroomOptimizer(options)]);
    await called.invoke(MESSAGES);
    for (const { sent } of [wrapped, called]) expect(sent[0]?.includes("[same as tool result 1, list()]")).toBe(refers);
  });

  it("are asked in ways that may fail", () => {
    const failing = {
      invocationParams: () => {
        throw new Error("no key");
      },
    };
    expect(modelHoldsHistory(failing, {})).toBe(false);
    expect(modelHoldsHistory(undefined, undefined)).toBe(false);
    expect(modelHoldsHistory({}, { previous_response_id: "resp_1" })).toBe(true);
    expect(modelHoldsHistory({ contextManagement: { edits: [{ type: "compact_20260112" }] } }, {})).toBe(true);
    expect(holdsHistory(null)).toBe(false);
  });
});

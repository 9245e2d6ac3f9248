import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { describe, expect, it } from "vitest";
import { createSavingsLog, headroomRunnable, optimizeMessages } from "./index.js";

const rows = JSON.stringify(Array.from({ length: 300 }, (_, row) => ({ id: 1000 + row, state: "open", city: "Kiel" })));
const messages = [
  new HumanMessage("Which orders are open?"),
  new AIMessage({ content: "", tool_calls: [{ id: "call_1", name: "list_orders", args: {} }] }),
  new ToolMessage({ content: rows, tool_call_id: "call_1", id: "t1" }),
];

describe("optimizeMessages", () => {
  it("gives shorter messages of the same classes and says what they save", async () => {
    const savings = createSavingsLog();
    const { messages: sent, metrics } = await optimizeMessages(messages, {
      model: "gpt-5.5",
      minimumCacheableTokens: 0,
      onReport: savings.record,
    });
    expect(sent[2]).toBeInstanceOf(ToolMessage);
    expect(sent[2]?.id).toBe("t1");
    expect(sent[2]?.text.length).toBeLessThan(rows.length / 3);
    expect(sent.slice(0, 2)).toEqual(messages.slice(0, 2));
    expect(messages[2]?.content).toBe(rows);
    expect(metrics).toMatchObject({ model: "gpt-5.5", transformsApplied: ["smart_crush"] });
    expect(savings.getSummary()).toMatchObject({ totalRequests: 1, totalTokensSaved: metrics.tokensSaved });
    expect(savings.getMetrics()[0]?.timestamp).toBeInstanceOf(Date);
  });

  it("gives the same array where there is nothing to do, and refuses what it does not know", async () => {
    const short = messages.slice(0, 1);
    expect((await optimizeMessages(short)).messages).toBe(short);
    await expect(optimizeMessages(short, { models: "x" } as never)).rejects.toThrow("models is not an option");
  });
});

describe("headroomRunnable", () => {
  it("stands between a prompt and a model", async () => {
    const prompt = ChatPromptTemplate.fromMessages([
      ["system", "Be {tone}."],
      ["placeholder", "{history}"],
    ]);
    const sent = await prompt
      .pipe(headroomRunnable({ minimumCacheableTokens: 0 }))
      .invoke({ tone: "brief", history: messages });
    expect(sent.map((message) => message.getType())).toEqual(["system", "human", "ai", "tool"]);
    expect(sent[2]).toMatchObject({ tool_calls: [{ id: "call_1" }] });
    expect(sent[3]?.text.length).toBeLessThan(rows.length / 3);
  });

  it("refuses what holds no messages", async () => {
    await expect(headroomRunnable().invoke("Hello" as never)).rejects.toThrow("takes the messages of a chat");
  });
});

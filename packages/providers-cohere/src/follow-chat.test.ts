import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { followChat } from "./follow-chat.js";

type Event = { readonly type: string; readonly [member: string]: JsonValue };

const START: Event = { type: "message-start", id: "1", delta: { message: { role: "assistant" } } };
const plan: Event = { type: "tool-plan-delta", delta: { message: { tool_plan: "I will look." } } };
const end = (finish_reason: string): Event => ({ type: "message-end", delta: { finish_reason } });
const saying = (index: number, text: string): readonly Event[] => [
  { type: "content-start", index, delta: { message: { content: { type: "text", text: "" } } } },
  { type: "content-delta", index, delta: { message: { content: { text } } } },
  { type: "content-end", index },
];
const calling = (index: number, name: string): readonly Event[] => [
  {
    type: "tool-call-start",
    index,
    delta: { message: { tool_calls: { id: `${name}_1`, type: "function", function: { name, arguments: "" } } } },
  },
  ...['{"a":', "1}"].map((piece) => ({
    type: "tool-call-delta",
    index,
    delta: { message: { tool_calls: { function: { arguments: piece } } } },
  })),
  { type: "tool-call-end", index },
];

function followed(...answers: readonly (readonly Event[])[]) {
  const follower = followChat((name) => name === "hidden");
  let seen = "";
  const rests: (JsonValue | undefined)[] = [];
  for (const events of answers) {
    for (const event of events) {
      const data = JSON.stringify(event);
      seen += follower.see({ event: event.type, data }, `event: ${event.type}\ndata: ${data}\n\n`);
    }
    rests.push(follower.goesOn());
  }
  const events = Array.from(seen.matchAll(/^data: (.*)$/gm), ([, data]) => JSON.parse(data as string) as Event);
  return { events, rests };
}

describe("a followed stream of a chat", () => {
  it("is as it came where nothing is hidden", () => {
    for (const last of [calling(0, "shown"), []]) {
      const events = [START, ...saying(0, "So."), plan, ...last, end("COMPLETE")];
      expect(followed(events)).toEqual({ events, rests: [undefined] });
    }
  });

  it("goes on behind hidden calls with all that was said, and numbers what follows behind it", () => {
    const first = [START, ...saying(0, "So."), plan, ...calling(0, "hidden"), end("TOOL_CALL")];
    const { events, rests } = followed(first, [START, ...saying(0, "Done."), end("COMPLETE")]);
    expect(events).toEqual([START, ...saying(0, "So."), ...saying(1, "Done."), end("COMPLETE")]);
    const message = {
      role: "assistant",
      content: [{ type: "text", text: "So." }],
      tool_plan: "I will look.",
      tool_calls: [{ id: "hidden_1", type: "function", function: { name: "hidden", arguments: '{"a":1}' } }],
    };
    expect(rests).toEqual([{ message, finish_reason: "TOOL_CALL" }, undefined]);
  });

  it("numbers the application's calls without the hidden ones", () => {
    const calls = [...calling(0, "hidden"), ...calling(1, "shown"), ...calling(2, "hidden"), ...calling(3, "shown")];
    const { events } = followed([START, plan, ...calls, end("TOOL_CALL")]);
    expect(events).toEqual([START, plan, ...calling(0, "shown"), ...calling(1, "shown"), end("TOOL_CALL")]);
  });

  it("keeps what it cannot read", () => {
    const follower = followChat(() => true);
    for (const data of ["{", '{"message":"no"}', "[DONE]"]) {
      expect(follower.see({ event: "message", data }, `data: ${data}\r\n\r\n`)).toBe(`data: ${data}\r\n\r\n`);
    }
  });
});

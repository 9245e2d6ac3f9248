import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { followMessages } from "./follow-messages.js";

type Event = { readonly type: string; readonly [member: string]: JsonValue };

const START: Event = { type: "message_start", message: { id: "msg_1", content: [] } };
const PING: Event = { type: "ping" };
const end = (reason: string): readonly Event[] => [
  { type: "message_delta", delta: { stop_reason: reason }, usage: { output_tokens: 5 } },
  { type: "message_stop" },
];
const block = (index: number, content_block: JsonValue, ...deltas: readonly JsonValue[]): readonly Event[] => [
  { type: "content_block_start", index, content_block },
  ...deltas.map((delta): Event => ({ type: "content_block_delta", index, delta })),
  { type: "content_block_stop", index },
];
const thinking = (index: number, text: string) =>
  block(
    index,
    { type: "thinking", thinking: "", signature: "" },
    { type: "thinking_delta", thinking: text },
    { type: "signature_delta", signature: `signed ${text}` },
  );
const saying = (index: number, text: string) => block(index, { type: "text", text: "" }, { type: "text_delta", text });
const calling = (index: number, name: string) =>
  block(
    index,
    { type: "tool_use", id: `toolu_${index}`, name, input: {} },
    { type: "input_json_delta", partial_json: '{"a":' },
    { type: "input_json_delta", partial_json: "1.0}" },
  );

/** Shows the events to a follower, and gives those that the application sees. */
function followed(...answers: readonly (readonly Event[])[]) {
  const follower = followMessages((name) => name === "hidden");
  const rests: (JsonValue | undefined)[] = [];
  let seen = "";
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

describe("a followed stream of messages", () => {
  it("is as it came where nothing is hidden", () => {
    const events = [
      START,
      ...thinking(0, "Hm."),
      PING,
      ...saying(1, "So."),
      ...calling(2, "shown"),
      ...end("tool_use"),
    ];
    const { events: seen, rests } = followed(events);
    // Reasoning is held back while it is not known what it leads to; nothing is lost, and nothing changes its order.
    expect(seen.filter(({ type }) => type !== "ping")).toEqual(events.filter(({ type }) => type !== "ping"));
    expect(rests).toEqual([undefined]);
  });

  it("does not show reasoning that led to a hidden call, and sends it back as it was", () => {
    const first = [START, ...thinking(0, "I need it."), ...calling(1, "hidden"), ...end("tool_use")];
    const second = [START, ...thinking(0, "There."), ...saying(1, "Done."), ...end("end_turn")];
    const { events, rests } = followed(first, second);
    expect(events).toEqual([START, ...thinking(0, "There."), ...saying(1, "Done."), ...end("end_turn")]);
    expect(rests).toEqual([
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "I need it.", signature: "signed I need it." },
          { type: "tool_use", id: "toolu_1", name: "hidden", input: { a: 1 } },
        ],
        stop_reason: "tool_use",
      },
      undefined,
    ]);
  });

  it("numbers blocks over all answers", () => {
    const first = [START, ...saying(0, "First."), ...calling(1, "hidden"), ...calling(2, "hidden"), ...end("tool_use")];
    const second = [START, ...thinking(0, "Hm."), ...calling(1, "hidden"), ...end("tool_use")];
    const third = [START, ...saying(0, "Third."), ...calling(1, "shown"), ...end("tool_use")];
    const { events, rests } = followed(first, second, third);
    const shown = block(
      2,
      { type: "tool_use", id: "toolu_1", name: "shown", input: {} },
      { type: "input_json_delta", partial_json: '{"a":' },
      { type: "input_json_delta", partial_json: "1.0}" },
    );
    expect(events).toEqual([START, ...saying(0, "First."), ...saying(1, "Third."), ...shown, ...end("tool_use")]);
    expect(rests.map((rest) => rest !== undefined)).toEqual([true, true, false]);
  });

  it("ends with the application's calls, without the hidden ones beside them", () => {
    const events = [
      START,
      ...calling(0, "hidden"),
      ...calling(1, "shown"),
      ...calling(2, "hidden"),
      ...end("tool_use"),
    ];
    const { events: seen, rests } = followed(events);
    expect(seen.map(({ index }) => index)).toEqual([undefined, 0, 0, 0, 0, undefined, undefined]);
    expect(seen[1]).toMatchObject({ content_block: { name: "shown", id: "toolu_1" } });
    expect(rests).toEqual([undefined]);
  });

  it("keeps what it does not know", () => {
    const odd: readonly Event[] = [
      { type: "content_block_start", index: 0, content_block: { type: "new_block", x: 1 } },
      { type: "content_block_delta", index: 0, delta: { type: "new_delta", y: 2 } },
      { type: "content_block_stop", index: 0 },
      { type: "new_event" },
      { type: "error", error: { type: "overloaded_error" } },
    ];
    expect(followed([START, ...odd]).events).toEqual([START, ...odd]);
  });
});

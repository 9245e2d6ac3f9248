import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { followResponses } from "./follow-responses.js";

type Event = { readonly type: string; readonly [member: string]: JsonValue };

/** One streamed answer with these items, as the provider writes it. */
function answer(id: string, ...items: readonly { readonly type: string; readonly [member: string]: JsonValue }[]) {
  const response = { id, status: "in_progress", output: [] };
  const events: Event[] = [
    { type: "response.created", response },
    ...items.flatMap((item, output_index): Event[] => [
      { type: "response.output_item.added", output_index, item: { ...item, status: "in_progress" } },
      { type: "response.some.delta", output_index, delta: "…" },
      { type: "response.output_item.done", output_index, item },
    ]),
    { type: "response.completed", response: { id, status: "completed", output: items } },
  ];
  return events.map((event, sequence_number) => ({ ...event, sequence_number }));
}

const BODY = { model: "m", input: [{ role: "user", content: "Hello" }] };

function followed(store: boolean, ...answers: readonly (readonly Event[])[]) {
  const follower = followResponses((name) => name === "hidden", { ...BODY, store });
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
  return { events, rests, renamed: follower.renamed?.() };
}

const reasoning = { type: "reasoning", id: "rs_1", summary: [] };
const said = (id: string) => ({ type: "message", id, content: [] });
const call = (name: string) => ({
  type: "function_call",
  id: `fc_${name}`,
  call_id: `call_${name}`,
  name,
  arguments: "{}",
});

describe("a followed stream of responses", () => {
  it("is as it came where nothing is hidden", () => {
    const events = answer("resp_1", reasoning, said("msg_1"), call("shown"));
    expect(followed(true, events)).toEqual({ events, rests: [undefined], renamed: undefined });
  });

  it("goes on behind hidden calls, and ends with the items of all answers under the first id", () => {
    const first = answer("resp_1", said("msg_1"), reasoning, call("hidden"));
    const { events, rests, renamed } = followed(true, first, answer("resp_2", said("msg_2")));
    expect(rests).toMatchObject([{ output: [said("msg_1"), reasoning, call("hidden")] }, undefined]);
    expect(events).toEqual(answer("resp_1", said("msg_1"), said("msg_2")));
    expect(renamed).toEqual({ shown: "resp_1", held: "resp_2" });
  });

  it("takes hidden calls out of those of the application where nobody holds the answer", () => {
    const events = answer("resp_1", reasoning, call("hidden"), call("shown"));
    const seen = followed(false, events);
    expect(seen.events).toEqual(answer("resp_1", reasoning, call("shown")));
    expect(seen.rests).toEqual([undefined]);
  });

  it("shows them beside those of the application where the provider would miss their outputs", () => {
    const events = answer("resp_1", reasoning, call("hidden"), call("shown"));
    expect(followed(true, events).events).toEqual(events);
  });

  it("shows what was held back of an answer that breaks off", () => {
    const events: Event[] = answer("resp_1", reasoning).slice(0, -1);
    events.push({ type: "response.failed", response: { id: "resp_1", status: "failed" }, sequence_number: 4 });
    expect(followed(true, events)).toEqual({ events, rests: [undefined], renamed: undefined });
  });

  it("keeps what it cannot read", () => {
    const follower = followResponses(() => true, BODY);
    for (const data of ["{", "[1]", '{"type":"error","message":"no"}']) {
      expect(follower.see({ event: "message", data }, `data: ${data}\r\n\r\n`)).toBe(`data: ${data}\r\n\r\n`);
    }
  });
});

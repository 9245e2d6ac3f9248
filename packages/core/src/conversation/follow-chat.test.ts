import { describe, expect, it } from "vitest";
import type { JsonValue } from "../json/path.js";
import { followChat } from "./follow-chat.js";

const chunk = (delta: JsonValue, finish_reason: string | null = null) => ({
  id: "chatcmpl-1",
  choices: [{ index: 0, delta, finish_reason }],
});
const begin = (index: number, name: string) => ({
  index,
  id: `call_${index}`,
  type: "function",
  function: { name, arguments: "" },
});
const piece = (index: number, text: string) => ({ index, function: { arguments: text } });
const END = chunk({}, "tool_calls");
const USAGE = { id: "chatcmpl-1", choices: [], usage: { prompt_tokens: 9 } };

function followed(...answers: readonly (readonly (object | string)[])[]) {
  const follower = followChat((name) => name === "hidden");
  const rests: (JsonValue | undefined)[] = [];
  const seen: (object | string)[] = [];
  for (const events of answers) {
    for (const event of events) {
      const data = typeof event === "string" ? event : JSON.stringify(event);
      const text = follower.see({ event: "message", data }, `data: ${data}\n\n`);
      const [, shown] = /^data: (.*)\n\n$/.exec(text) ?? [];
      if (shown !== undefined) seen.push(shown === "[DONE]" ? shown : JSON.parse(shown));
    }
    rests.push(follower.goesOn());
  }
  return { seen, rests };
}

describe("a followed stream of chat completions", () => {
  it("is as it came where nothing is hidden", () => {
    const events = [
      chunk({ role: "assistant", content: "", reasoning_content: "Hm." }),
      chunk({ content: "So." }),
      chunk({ tool_calls: [begin(0, "shown")] }),
      chunk({ tool_calls: [piece(0, "{}"), begin(1, "shown")] }),
      ...[END, USAGE, "[DONE]"],
    ];
    expect(followed(events)).toEqual({ seen: events, rests: [undefined] });
  });

  it("goes on behind hidden calls with all that was said", () => {
    const first = [
      chunk({ role: "assistant", content: null, reasoning_content: "I need " }),
      chunk({ reasoning_content: "it." }),
      chunk({ role: "assistant", tool_calls: [begin(0, "hidden")] }),
      chunk({ tool_calls: [piece(0, '{"a":')] }),
      chunk({ tool_calls: [piece(0, "1}")] }),
      ...[END, USAGE, "[DONE]"],
    ];
    const second = [chunk({ role: "assistant", content: "Done." }), chunk({}, "stop"), "[DONE]"];
    const { seen, rests } = followed(first, second);
    expect(seen).toEqual([...first.slice(0, 2), ...second]);
    expect(rests[0]).toMatchObject({
      choices: [
        {
          message: {
            role: "assistant",
            content: null,
            reasoning_content: "I need it.",
            tool_calls: [{ id: "call_0", function: { name: "hidden", arguments: '{"a":1}' } }],
          },
        },
      ],
    });
  });

  it("numbers the application's calls without the hidden ones", () => {
    const events = [
      chunk({ content: "Both.", tool_calls: [begin(0, "hidden")] }),
      chunk({ tool_calls: [piece(0, "{}"), begin(1, "shown")] }),
      chunk({ tool_calls: [piece(1, "{}")] }),
      chunk({ tool_calls: [begin(2, "hidden")] }),
      ...[END, USAGE, "[DONE]"],
    ];
    const { seen, rests } = followed(events);
    expect(seen).toEqual([
      chunk({ content: "Both.", tool_calls: [] }),
      chunk({ tool_calls: [{ ...begin(1, "shown"), index: 0 }] }),
      chunk({ tool_calls: [piece(0, "{}")] }),
      ...[END, USAGE, "[DONE]"],
    ]);
    expect(rests).toEqual([undefined]);
  });

  it("reads whole calls that come with the end, and content in blocks, as Mistral has them", () => {
    const whole = (index: number, name: string) => ({ ...begin(index, name), function: { name, arguments: "{}" } });
    const thought = { type: "thinking", thinking: [{ type: "text", text: "Hm." }] };
    const first = [
      chunk({ role: "assistant", content: [thought] }),
      chunk({ content: "So." }),
      { ...chunk({ content: "", tool_calls: [whole(0, "hidden")] }, "tool_calls"), usage: { prompt_tokens: 9 } },
      "[DONE]",
    ];
    const { seen, rests } = followed(first);
    expect(seen).toEqual(first.slice(0, 2));
    expect(rests[0]).toMatchObject({
      choices: [{ message: { content: [thought, { type: "text", text: "So." }], tool_calls: [{ id: "call_0" }] } }],
    });

    const mixed = [
      chunk({ tool_calls: [whole(0, "shown")] }),
      chunk({ tool_calls: [whole(1, "hidden")] }, "tool_calls"),
      "[DONE]",
    ];
    expect(followed(mixed).seen).toEqual([mixed[0], chunk({ tool_calls: [] }, "tool_calls"), "[DONE]"]);
  });

  it("keeps what it cannot read", () => {
    const events = [{ error: { message: "no" } }, "{", "[DONE]"];
    const follower = followChat(() => true);
    for (const event of events) {
      const data = typeof event === "string" ? event : JSON.stringify(event);
      expect(follower.see({ event: "message", data }, `data: ${data}\r\n\r\n`)).toBe(`data: ${data}\r\n\r\n`);
    }
  });
});

import { describe, expect, it } from "vitest";
import { EVENT_TYPES, streamOfAllEvents } from "../../test/responses/all-events.js";
import { createResponsesUsageReader, readUsage } from "./usage.js";

describe("usage of an answer to a responses request", () => {
  it("leaves out what was not sent, and what is no count", () => {
    expect(readUsage({ usage: { output_tokens: 5, input_tokens_details: null } })).toEqual({ outputTokens: 5 });
    expect(readUsage({ usage: { input_tokens: "3", output_tokens: -1 } })).toBeUndefined();
    expect(readUsage({ usage: null })).toBeUndefined();
    expect(readUsage([])).toBeUndefined();
  });

  it("is none of a count of tokens before sending", () => {
    expect(readUsage({ object: "response.input_tokens", input_tokens: 11 })).toBeUndefined();
  });

  it("stands in the last of all types of events", () => {
    const reader = createResponsesUsageReader();
    const events = streamOfAllEvents({ input_tokens: 40, output_tokens: 3 });
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(EVENT_TYPES));
    for (const { bytes } of events.slice(0, -1)) {
      reader.push(bytes);
      expect(reader.usage()).toBeUndefined();
    }
    reader.push(events.at(-1)?.bytes ?? new Uint8Array());
    expect(reader.usage()).toEqual({ inputTokens: 40, outputTokens: 3 });
  });

  it.each(["response.completed", "response.incomplete", "response.failed"])("is read from %s", (type) => {
    const reader = createResponsesUsageReader();
    const event = { type, response: { status: type.slice(9), usage: { input_tokens: 9, output_tokens: 0 } } };
    reader.push(new TextEncoder().encode(`event: ${type}\ndata: ${JSON.stringify(event)}\n\n`));
    expect(reader.usage()).toEqual({ inputTokens: 9, outputTokens: 0 });
  });

  it("is not taken from events of other formats", () => {
    const reader = createResponsesUsageReader();
    reader.push(new TextEncoder().encode('data: {"choices":[],"usage":{"input_tokens":1}}\n\ndata: [DONE]\n\n'));
    expect(reader.usage()).toBeUndefined();
  });
});

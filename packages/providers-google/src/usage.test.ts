import { describe, expect, it } from "vitest";
import { ANSWERS } from "../test/answers.js";
import { googleGenerateContent } from "./dialect.js";

function streamed(text: string, cuts: readonly number[]) {
  const bytes = new TextEncoder().encode(text);
  const reader = googleGenerateContent.usageReader();
  const places = [0, ...cuts, bytes.length];
  for (let at = 1; at < places.length; at++) reader.push(bytes.subarray(places[at - 1], places[at]));
  return reader.usage();
}

describe("usage of an answer", () => {
  it.each(ANSWERS)("is read from a stream without events too: $name", ({ chunks, usage }) => {
    for (const text of [
      JSON.stringify(chunks),
      `[${chunks.map((each) => JSON.stringify(each, null, 2)).join("\r\n,\r\n")}\n]\n`,
    ]) {
      const { length } = new TextEncoder().encode(text);
      for (let cut = 0; cut <= length; cut += 7) expect(streamed(text, [cut])).toEqual(usage);
    }
  });

  it("leaves out what was not sent, and what is no count", () => {
    expect(
      googleGenerateContent.readUsage({ usageMetadata: { promptTokenCount: "3", thoughtsTokenCount: -1 } }),
    ).toBeUndefined();
    expect(googleGenerateContent.readUsage({ usageMetadata: { totalTokenCount: 3 } })).toBeUndefined();
    expect(googleGenerateContent.readUsage({ usage_metadata: { candidates_token_count: 3 } })).toEqual({
      outputTokens: 3,
    });
    expect(streamed('[{"error": {"code": 429}}]', [])).toBeUndefined();
    expect(streamed('[{"usageMetadata": ]', [])).toBeUndefined();
  });
});

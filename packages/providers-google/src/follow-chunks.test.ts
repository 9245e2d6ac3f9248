import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { followChunks } from "./follow-chunks.js";

const chunk = (parts: readonly JsonValue[], finishReason?: string) => ({
  candidates: [{ content: { parts, role: "model" }, ...(finishReason !== undefined && { finishReason }) }],
  usageMetadata: { promptTokenCount: 9 },
});
const call = (name: string, thoughtSignature?: string) => ({
  functionCall: { name, args: { a: 1 } },
  ...(thoughtSignature !== undefined && { thoughtSignature }),
});
const said = (text: string) => ({ text });

function followed(...answers: readonly (readonly JsonValue[])[]) {
  const follower = followChunks((name) => name === "hidden");
  const seen: JsonValue[] = [];
  const rests: (JsonValue | undefined)[] = [];
  for (const chunks of answers) {
    for (const each of chunks) {
      const data = JSON.stringify(each);
      const text = follower.see({ event: "message", data }, `data: ${data}\n\n`);
      for (const [, shown] of text.matchAll(/^data: (.*)$/gm)) seen.push(JSON.parse(shown as string));
    }
    rests.push(follower.goesOn());
  }
  return { seen, rests };
}

describe("a followed stream of chunks", () => {
  it("is as it came where nothing is hidden", () => {
    const chunks = [chunk([said("So.")]), chunk([call("shown", "s")]), chunk([said("")], "STOP")];
    expect(followed(chunks)).toEqual({ seen: chunks, rests: [undefined] });
  });

  it("goes on behind hidden calls with every part that came, signatures too", () => {
    const first = [chunk([said("So. ")]), chunk([call("hidden", "s"), call("hidden")]), chunk([said("")], "STOP")];
    const second = [chunk([said("Done.")], "STOP")];
    const { seen, rests } = followed(first, second);
    expect(seen).toEqual([first[0], ...second]);
    const parts = [said("So. "), call("hidden", "s"), call("hidden"), said("")];
    expect(rests).toMatchObject([{ candidates: [{ content: { role: "model", parts } }] }, undefined]);
  });

  it("shows what is said beside a hidden call that ends an answer, without its end", () => {
    const { seen } = followed([chunk([said("So."), call("hidden")], "STOP")]);
    expect(seen).toEqual([
      { ...chunk([]), candidates: [{ content: { parts: [said("So.")], role: "model" }, finishReason: null }] },
    ]);
  });

  it("takes hidden calls out of those of the application", () => {
    const chunks = [chunk([call("hidden"), call("shown", "s")]), chunk([call("hidden")]), chunk([], "STOP")];
    expect(followed(chunks).seen).toEqual([chunk([call("shown", "s")]), chunk([]), chunk([], "STOP")]);
  });

  it("shows one beside those of the application where a signature stands on it", () => {
    const chunks = [chunk([call("hidden", "s")]), chunk([call("shown")], "STOP")];
    expect(followed(chunks).seen).toEqual([{ ...chunks[0], candidates: [chunks[0]?.candidates[0]] }, chunks[1]]);
  });

  it("keeps what it cannot read", () => {
    const follower = followChunks(() => true);
    for (const data of ["{", '{"error":{"code":500}}', '{"candidates":[{},{}]}']) {
      expect(follower.see({ event: "message", data }, `data: ${data}\r\n\r\n`)).toBe(`data: ${data}\r\n\r\n`);
    }
  });
});

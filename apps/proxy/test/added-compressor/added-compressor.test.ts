import { expect, it } from "vitest";
import { describeCompressor } from "../../../../packages/core/test/describe-compressor.js";
import { EXACT_TOKENIZERS } from "../../../../packages/core/test/laws/exact-tokenizers.js";
import { piecedText } from "../../../../packages/core/test/line-pieces.js";
import { equalLines } from "./equal-lines.js";
import { optimizer } from "./use-equal-lines.js";

describeCompressor({
  create: equalLines,
  samples: [{ name: "of a program that waits", text: `start\n${"waiting for the server\n".repeat(60)}done` }],
  texts: piecedText,
  large: [{ name: "many lines", make: (length) => `${"waiting ".repeat(12)}\n`.repeat(length / 97) }],
  brokenForms: [
    { kind: "equal", body: "" },
    { kind: "equal", body: "3x waiting" },
  ],
  tokenizers: EXACT_TOKENIZERS,
});

it("is asked beside the compressors that come with Headroom", async () => {
  const content = `start\n${"waiting for the server\n".repeat(60)}done`;
  const call = { id: "c1", type: "function", function: { name: "wait", arguments: "{}" } };
  const { body } = await optimizer.optimizeObject({
    model: "gpt-5.5",
    messages: [
      { role: "assistant", tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content },
    ],
  });
  expect(body.messages[1]?.content).toContain("60x waiting for the server");
});

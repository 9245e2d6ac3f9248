import { expect, it } from "vitest";
import { withCall } from "./with-call.js";

const origin = { messageIndex: 2, role: "tool" } as const;

it("says what is known of a call, and nothing of the rest", () => {
  expect(withCall(origin, { toolCallId: "call_1", toolName: undefined })).toStrictEqual({
    ...origin,
    toolCallId: "call_1",
  });
  expect(withCall(origin, {})).toStrictEqual(origin);
  const all = { toolCallId: "call_1", toolName: "ls", toolArguments: "{}", isError: false };
  expect(withCall(origin, all)).toStrictEqual({ ...origin, ...all });
  expect(origin).toStrictEqual({ messageIndex: 2, role: "tool" });
});

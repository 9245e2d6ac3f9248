import { expect, it } from "vitest";
import { textPart } from "../conversation/make-part.js";
import type { Part, Role } from "../conversation/part.js";
import { retrieveCallsInTurn } from "./retrieve-calls-in-turn.js";
import { RETRIEVE_TOOL } from "./retrieve-tool.js";

const part = (role: Role, kind: Part["kind"], more: Partial<Part> = {}): Part => ({
  ...textPart({ messageIndex: 0, role }, kind, ["x"], "text"),
  ...more,
});
const asked = part("user", "text");
const called = part("assistant", "tool-call", { toolName: RETRIEVE_TOOL });
const fetched = (toolArguments: string, more: Partial<Part> = {}): Part =>
  part("user", "tool-result", { toolName: RETRIEVE_TOOL, toolArguments, ...more });

it("gives the answered calls of the retrieval tool since the user spoke", () => {
  const parts = [
    ...[asked, called, fetched("before"), asked, part("assistant", "text")],
    ...[called, fetched("first"), part("tool", "tool-result", { toolName: "list_orders", toolArguments: "other" })],
    ...[called, fetched("second", { toolName: `mcp__h__${RETRIEVE_TOOL}` }), called],
  ];
  expect(retrieveCallsInTurn({ dialect: "test", model: "m", parts })).toEqual(["first", "second"]);
  expect(retrieveCallsInTurn({ dialect: "test", model: "m", parts: parts.slice(1, 3) })).toEqual(["before"]);
  expect(retrieveCallsInTurn({ dialect: "test", model: "m", parts: [] })).toEqual([]);
});

it("counts a result of several parts once, and equal calls as often as they were answered", () => {
  const parts = [
    ...[fetched("a", { toolCallId: "1" }), fetched("a", { toolCallId: "1" }), fetched("a", { toolCallId: "2" })],
    ...[fetched("b"), fetched("b")],
  ];
  expect(retrieveCallsInTurn({ dialect: "test", model: "m", parts })).toEqual(["a", "a", "b", "b"]);
});

import { expect, it } from "vitest";
import { textPart } from "../conversation/make-part.js";
import type { Part, Role } from "../conversation/part.js";
import { RETRIEVE_TOOL } from "../pipeline/retrieval.js";
import { retrieveCallsInTurn } from "./retrieve-calls-in-turn.js";

const part = (role: Role, kind: Part["kind"], text: string, toolName?: string): Part =>
  textPart({ messageIndex: 0, role, ...(toolName !== undefined && { toolName }) }, kind, [text], text);

it("gives the calls of the retrieval tool since the user spoke", () => {
  const parts = [
    part("user", "text", "Which?"),
    part("assistant", "tool-call", "before", RETRIEVE_TOOL),
    part("user", "tool-result", "found", RETRIEVE_TOOL),
    part("user", "text", "And which else?"),
    part("assistant", "text", "Let me see."),
    part("assistant", "tool-call", "first", RETRIEVE_TOOL),
    part("assistant", "tool-call", "other", "list_orders"),
    part("user", "tool-result", "found", RETRIEVE_TOOL),
    part("assistant", "tool-call", "second", `mcp__h__${RETRIEVE_TOOL}`),
  ];
  expect(retrieveCallsInTurn({ dialect: "test", model: "m", parts })).toEqual(["first", "second"]);
  expect(retrieveCallsInTurn({ dialect: "test", model: "m", parts: parts.slice(1, 3) })).toEqual(["before"]);
  expect(retrieveCallsInTurn({ dialect: "test", model: "m", parts: [] })).toEqual([]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textPart } from "../../conversation/make-part.js";
import type { Conversation, Part } from "../../conversation/part.js";
import { queriesSoFar } from "./query-so-far.js";

const said = (role: "user" | "assistant", text: string, messageIndex = 0): Part =>
  textPart({ messageIndex, role }, "text", ["messages", messageIndex], text);
const result = (messageIndex = 0): Part =>
  textPart({ messageIndex, role: "tool" }, "tool-result", ["messages", messageIndex], "output");
const conversation = (...parts: readonly Part[]): Conversation => ({ dialect: "test", model: "m", parts });

describe("queriesSoFar", () => {
  it("is what the user said before the result, newest last", () => {
    const [first, second] = [result(1), result(3)];
    const queryOf = queriesSoFar(
      conversation(said("user", "one"), said("assistant", "no"), first, said("user", "two"), second, said("user", "3")),
    );
    expect(queryOf(first)).toBe("one");
    expect(queryOf(second)).toBe("one\ntwo");
  });

  it("is empty where the user has said nothing yet, and for what is no result", () => {
    const first = result();
    const user = said("user", "one");
    const queryOf = queriesSoFar(conversation(first, user));
    expect(queryOf(first)).toBe("");
    expect(queryOf(user)).toBe("");
    expect(queryOf(result())).toBe("");
  });

  it("keeps the ends of the last four texts", () => {
    const last = result(9);
    const texts = ["a", "b", "c", "d", `${"x".repeat(2000)}the end`].map((text, at) => said("user", text, at));
    const query = queriesSoFar(conversation(...texts, last))(last);
    expect(query).toMatch(/^b\nc\nd\nx+the end$/);
    expect(query).toHaveLength("b\nc\nd\n".length + 1000);
  });

  it("does not depend on anything that comes later", () => {
    const part = fc.oneof(
      fc.string({ maxLength: 20 }).map((text) => said("user", text)),
      fc.string({ maxLength: 20 }).map((text) => said("assistant", text)),
      fc.constant(0).map(() => result()),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.array(part, { maxLength: 12 }), (before, later) => {
        const last = result(99);
        const now = queriesSoFar(conversation(...before, last))(last);
        expect(queriesSoFar(conversation(...before, last, ...later))(last)).toBe(now);
      }),
    );
  });
});

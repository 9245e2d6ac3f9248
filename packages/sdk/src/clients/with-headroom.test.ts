import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { withHeadroom } from "./with-headroom.js";

const wrap = (client: unknown) => () => withHeadroom(client as object);

describe("withHeadroom", () => {
  it.each<[string, unknown, string]>([
    [
      "nothing",
      undefined,
      "was given undefined and no client. Pass a client of openai, @anthropic-ai/sdk, @google/genai",
    ],
    ["null", null, "was given null"],
    ["a key", "sk-test", "was given string and no client"],
    ["a class", OpenAI, "Pass an instance, such as new OpenAI()"],
    ["a promise", Promise.resolve(new OpenAI({ apiKey: "x" })), "await the client first"],
    ["another object", {}, "does not know this client (Object)"],
    ["an object without a class", Object.create(null), "does not know this client (Object)"],
    ["a client of another SDK", new URL("https://x"), "can be given headroomFetch()"],
  ])("refuses %s and says what to pass", (_what, client, message) => {
    expect(wrap(client)).toThrow(message);
    expect(wrap(client)).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });

  it("refuses an option that does not exist and names those that do", () => {
    const client = new OpenAI({ apiKey: "x" });
    expect(() => withHeadroom(client, { defaultMode: "audit" } as never)).toThrow(
      /defaultMode is not an option of withHeadroom; known are mode, profile, retrieval/,
    );
  });
});

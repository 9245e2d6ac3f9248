import { describe, expect, it } from "vitest";
import { type PlainBody, plainDialect } from "../../test/plain-dialect.js";
import { shorten } from "../../test/shorten.js";
import { asynchronous, failing } from "../../test/stores.js";
import { UnreadableBodyError } from "../document/byte-document.js";
import { createMemoryStore } from "../store/memory-store.js";
import { expandBody, expandObject } from "./expand-body.js";
import { createOptimizer, type Optimized } from "./optimizer.js";

const output = `first ${"a long output ".repeat(40)}`;
const BODY: PlainBody = {
  messages: [
    { role: "user", text: "a question" },
    { role: "tool", text: output },
    { role: "tool", value: { list: Array.from({ length: 40 }, (_, id) => id), text: output } },
    { role: "assistant", text: "an answer" },
  ],
};
const originals = createMemoryStore();
const optimizer = createOptimizer({ dialect: plainDialect, transforms: [shorten], retrieval: "assume", originals });
const { body: optimized } = optimizer.optimizeObject(BODY) as Optimized<PlainBody>;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("expanding", () => {
  it("puts texts and values back, with stores that answer now or later", async () => {
    expect(optimized.messages[1]).not.toEqual(BODY.messages[1]);
    expect(optimized.messages[2]).not.toEqual(BODY.messages[2]);
    expect(expandObject(optimized, { dialect: plainDialect, compressors: [], originals })).toEqual(BODY);
    expect(
      await expandObject(optimized, { dialect: plainDialect, compressors: [], originals: asynchronous(originals) }),
    ).toEqual(BODY);
    const expanded = expandBody(bytesOf(JSON.stringify(optimized)), {
      dialect: plainDialect,
      compressors: [],
      originals,
    });
    expect(JSON.parse(new TextDecoder().decode(expanded as Uint8Array))).toEqual(BODY);
  });

  it("leaves every byte beside the expanded results alone", () => {
    const spaced = ` {"odd": 1.0, "messages":${JSON.stringify(optimized.messages, null, 1)} , "odd":2}\n`;
    const expanded = expandBody(bytesOf(spaced), { dialect: plainDialect, compressors: [], originals }) as Uint8Array;
    const back = new TextDecoder().decode(expanded);
    expect(back.startsWith(' {"odd": 1.0, "messages":[\n {\n  "role": "user",')).toBe(true);
    expect(back.endsWith(']\n , "odd":2}\n') || back.endsWith('] , "odd":2}\n')).toBe(true);
    expect(JSON.parse(back)).toMatchObject({ messages: BODY.messages, odd: 2 });
  });

  it("gives the same reference back where there is nothing to expand", () => {
    const bytes = bytesOf(JSON.stringify(BODY));
    expect(expandBody(bytes, { dialect: plainDialect, compressors: [], originals })).toBe(bytes);
    expect(expandObject(BODY, { dialect: plainDialect, compressors: [], originals })).toBe(BODY);
    expect(expandObject(optimized, { dialect: plainDialect, compressors: [] })).toBe(optimized);
    expect(expandObject(optimized, { dialect: plainDialect, compressors: [], originals, tenant: "another" })).toBe(
      optimized,
    );
    const foreign = bytesOf("[1]");
    expect(expandBody(foreign, { dialect: plainDialect, compressors: [], originals })).toBe(foreign);
  });

  it("looks at tool results only", () => {
    const text = optimized.messages[1]?.text as string;
    const quoted: PlainBody = {
      messages: [
        { role: "user", text },
        { role: "assistant", text },
        { role: "system", text },
      ],
    };
    expect(expandObject(quoted, { dialect: plainDialect, compressors: [], originals })).toBe(quoted);
  });

  it("does not put a text back where a value stood, or a value from what is no form", () => {
    const marked = (text: string): PlainBody => ({
      messages: [{ role: "tool", value: { says: `<headroom:value>\n${text}` } }],
    });
    const view = optimized.messages[1]?.text as string;
    for (const body of [marked("text"), marked('{"a":1}'), marked(view)]) {
      expect(expandObject(body, { dialect: plainDialect, compressors: [], originals }), JSON.stringify(body)).toBe(
        body,
      );
    }
  });

  it("fails with what the store or the body has against it", async () => {
    const down = failing(originals, ["get"]);
    expect(() => expandObject(optimized, { dialect: plainDialect, compressors: [], originals: down })).toThrow(
      "no get today",
    );
    await expect(
      expandObject(optimized, {
        dialect: plainDialect,
        compressors: [],
        originals: asynchronous(down),
      }) as Promise<unknown>,
    ).rejects.toThrow("no get today");
    expect(() => expandBody(bytesOf("{"), { dialect: plainDialect, compressors: [] })).toThrow(UnreadableBodyError);
  });
});

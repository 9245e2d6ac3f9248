import { describe, expect, it } from "vitest";
import { handleOf } from "../digest/handle.js";
import { sha256 } from "../digest/sha256.js";
import { createMemoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { createRetriever, type RetrieverOptions } from "./create-retriever.js";
import { originalKey } from "./original-key.js";

const TEXT = Array.from({ length: 50 }, (_, line) => `line ${line + 1}`).join("\n");
const HANDLE = handleOf(TEXT, sha256);

function retrieverOf(options: Partial<RetrieverOptions> = {}, tenant = "local") {
  const originals = createMemoryStore();
  originals.set(originalKey(tenant, HANDLE), TEXT);
  return createRetriever({ originals, ...options });
}

const call = (extract: object = {}) => ({ handle: HANDLE, ...extract });

describe("a retriever", () => {
  it("answers calls as objects and as JSON, with what models write into them", async () => {
    const retriever = retrieverOf();
    for (const asked of [call({ lines: "2-3" }), JSON.stringify(call({ lines: "2-3", grep: null, rows: "" }))]) {
      expect(await retriever.answer(asked)).toEqual({ text: "line 2\nline 3", isError: false });
    }
    expect(await retriever.answer(call({ lines: 7 }))).toEqual({ text: "line 7", isError: false });
    expect(await retriever.answer({ handle: ` ${HANDLE} `, why: "to see" })).toEqual({ text: TEXT, isError: false });
  });

  it("cuts a long answer and says how to go on; what is retrieved by code is whole", async () => {
    const retriever = retrieverOf({ maxFetchTokens: 20 });
    expect((await retriever.answer(call())).text).toMatch(/^line 1\n(.*\n)*\[headroom: lines 1-\d+ of 50; fetch lines/);
    expect(await retriever.retrieve({ handle: HANDLE })).toBe(TEXT);
  });

  it("tells the model what is wrong with a call", async () => {
    const retriever = retrieverOf();
    const wrong: readonly [unknown, string][] = [
      ["{", "not valid JSON"],
      ["[]", "must be an object"],
      [undefined, "must be an object"],
      [{}, "handle is missing"],
      [{ handle: "x" }, "is no handle"],
      [{ handle: "0123456789ab" }, "Nothing is stored under 0123456789ab any more"],
      [call({ rows: {} }), "rows must be a text"],
      [call({ lines: "a-b" }), "write a range"],
      [call({ grep: "(" }), "not a regular expression"],
    ];
    for (const [asked, said] of wrong) {
      expect(await retriever.answer(asked)).toEqual({ text: expect.stringContaining(said), isError: true });
    }
    await expect(retriever.retrieve({ handle: "0123456789ab" })).rejects.toMatchObject({ code: "not-found" });
  });

  it("keeps what a broken store says to itself", async () => {
    const originals: Store = {
      ...createMemoryStore(),
      get: () => Promise.reject(new Error("/secret/place is full")),
    };
    const { text, isError } = await createRetriever({ originals }).answer(call());
    expect(isError).toBe(true);
    expect(text).not.toContain("secret");
  });

  it("does not give what belongs to somebody else", async () => {
    expect((await retrieverOf({}, "acme").answer(call())).isError).toBe(true);
    expect((await retrieverOf({ tenant: "acme" }, "acme").answer(call())).isError).toBe(false);
  });

  it("ends circles: the same part twice in a turn, however it is written, and so many parts at all", async () => {
    const retriever = retrieverOf({ maxFetches: 5 });
    const once = JSON.stringify(call({ lines: "2" }));
    const asked = call({ lines: 2 });
    expect((await retriever.answer(asked, [once])).isError).toBe(false);
    const third = await retriever.answer(asked, [once, call({ lines: "2", rows: "" })]);
    expect(third).toEqual({ text: expect.stringContaining("fetched 2 times in this turn"), isError: true });
    expect((await retriever.answer(asked, [call({ lines: 3 }), call({ lines: 4 }), "?"])).isError).toBe(false);
    const many = [1, 2, 3, 4, 5].map((lines) => call({ lines }));
    expect((await retriever.answer(call({ lines: 9 }), many)).text).toContain("5 parts were fetched in this turn");
  });

  it.each([{ maxFetchTokens: 0 }, { maxRepeats: Number.NaN }, { maxFetches: -1 }])("refuses %j", (bounds) => {
    expect(() => retrieverOf(bounds)).toThrow("it must be a number from 1 up");
  });
});

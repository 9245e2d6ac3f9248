import { type Store, StoreError, type StoreLimits } from "@headroom/core";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Longer than any store waits before it records the next use of the same entry. */
const A_WHILE = 10 * MINUTE;

/** What a store under test is opened with. */
export interface StoreSettings extends StoreLimits {
  readonly now: () => number;
}

export interface StoreUnderTest {
  readonly store: Store;
  /** Another client of the same data, as a second process has. Needed with `isShared`. */
  readonly again?: () => Store | Promise<Store>;
  readonly dispose?: () => void | Promise<void>;
}

/**
 * What every store promises, as tests. Each test opens a fresh, empty store.
 *
 * @example
 * describeStore("memory", (settings) => ({ store: createMemoryStore(settings) }));
 */
export function describeStore(
  name: string,
  openStore: (settings: StoreSettings) => StoreUnderTest | Promise<StoreUnderTest>,
  { isShared = false }: { readonly isShared?: boolean } = {},
): void {
  describe(`${name} as a store`, () => {
    const opened: StoreUnderTest[] = [];
    let time = 0;

    async function open(limits: StoreLimits = {}): Promise<StoreUnderTest> {
      time = Date.UTC(2030, 0, 1);
      const underTest = await openStore({ ...limits, now: () => time });
      opened.push(underTest);
      return underTest;
    }

    afterEach(async () => {
      for (const { store, dispose } of opened.splice(0)) {
        await store.close();
        await dispose?.();
      }
    });

    describe("texts", () => {
      it("gives back what was set, until it is replaced or deleted", async () => {
        const { store } = await open();
        expect(await store.get("key")).toBeUndefined();
        await store.set("key", "one");
        expect(await store.get("key")).toBe("one");
        await store.set("key", "two");
        expect(await store.get("key")).toBe("two");
        await store.delete("key");
        expect(await store.get("key")).toBeUndefined();
        await store.delete("key");
        await store.set("key", "three");
        expect(await store.get("key")).toBe("three");
      });

      it("tells the empty text from no text", async () => {
        const { store } = await open();
        await store.set("", "");
        expect(await store.get("")).toBe("");
        expect(await store.touch([""])).toEqual([""]);
        await store.delete("");
        expect(await store.get("")).toBeUndefined();
      });

      it.each(Object.entries(ODD_TEXTS))("keeps %s unchanged, as value and as key", async (_, text) => {
        const { store } = await open();
        await store.set(text, text);
        expect(await store.get(text)).toBe(text);
        expect(await store.touch([text])).toEqual([text]);
      });

      it("keeps apart keys that a careless encoding would merge", async () => {
        const { store } = await open();
        for (const key of EASILY_MERGED_KEYS) {
          await store.set(key, `of ${key}`);
        }
        for (const key of EASILY_MERGED_KEYS) {
          expect(await store.get(key)).toBe(`of ${key}`);
        }
      });

      it("keeps any sequence of UTF-16 units", async () => {
        const { store } = await open();
        await fc.assert(
          fc.asyncProperty(anyText(), anyText(), async (key, value) => {
            await store.set(key, value);
            expect(await store.get(key)).toBe(value);
          }),
        );
      });

      it.each([
        ["of Latin letters", "x".repeat(5_000_000)],
        ["of other scripts", "漢字😀é".repeat(1_000_000)],
        ["with a lone surrogate at the end", `${"y".repeat(5_000_000)}\ud83d`],
      ])("keeps texts of 5 million units %s", async (_, text) => {
        const { store } = await open();
        await store.set("large", text);
        expect((await store.get("large")) === text).toBe(true);
      });

      it("behaves like a map under any sequence of operations", async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(anyOperation(), { maxLength: 40 }), async (operations) => {
            const { store } = await open();
            const model = new Map<string, string>();
            for (const operation of operations) {
              expect(await operation.run(store)).toEqual(operation.expected(model));
            }
          }),
          { numRuns: 50 },
        );
      });
    });

    describe("compareAndSet", () => {
      it("writes where nothing was expected and nothing is, once", async () => {
        const { store } = await open();
        expect(await store.compareAndSet("key", undefined, "first")).toBe(true);
        expect(await store.compareAndSet("key", undefined, "second")).toBe(false);
        expect(await store.get("key")).toBe("first");
      });

      it("writes only over the expected text", async () => {
        const { store } = await open();
        expect(await store.compareAndSet("key", "missing", "one")).toBe(false);
        expect(await store.get("key")).toBeUndefined();
        await store.set("key", "one");
        expect(await store.compareAndSet("key", "other", "two")).toBe(false);
        expect(await store.compareAndSet("key", "one", "two")).toBe(true);
        expect(await store.compareAndSet("key", "two", "two")).toBe(true);
        expect(await store.get("key")).toBe("two");
      });

      it("tells nothing from the empty text", async () => {
        const { store } = await open();
        expect(await store.compareAndSet("key", "", "one")).toBe(false);
        expect(await store.compareAndSet("key", undefined, "")).toBe(true);
        expect(await store.compareAndSet("key", undefined, "one")).toBe(false);
        expect(await store.compareAndSet("key", "", "one")).toBe(true);
      });

      it("compares by character", async () => {
        const { store } = await open();
        for (const [held, similar] of [
          ["\ud800", "\ufffd"],
          ["a\0b", "a\0c"],
          ["a\0", "a"],
          ["é", "e\u0301"],
          ["A", "a"],
          ["a", "a "],
          ["1", "1.0"],
        ] as const) {
          await store.set("key", held);
          expect(await store.compareAndSet("key", similar, "wrong")).toBe(false);
          expect(await store.compareAndSet("key", held, "right")).toBe(true);
        }
      });

      it("finds nothing after a deletion", async () => {
        const { store } = await open();
        await store.set("key", "one");
        await store.delete("key");
        expect(await store.compareAndSet("key", "one", "two")).toBe(false);
        expect(await store.compareAndSet("key", undefined, "two")).toBe(true);
      });

      it("lets exactly one of many concurrent calls win", async () => {
        const { store } = await open();
        const attempts = Array.from({ length: 20 }, async (_, index) =>
          store.compareAndSet("key", undefined, `${index}`),
        );
        const outcomes = await Promise.all(attempts);
        expect(outcomes.filter(Boolean)).toHaveLength(1);
        expect(await store.get("key")).toBe(`${outcomes.indexOf(true)}`);
      });
    });

    describe("touch", () => {
      it("names the keys that exist, in the order given", async () => {
        const { store } = await open();
        await store.set("a", "1");
        await store.set("b", "2");
        expect(await store.touch([])).toEqual([]);
        expect(await store.touch(["none"])).toEqual([]);
        expect(await store.touch(["b", "none", "a", "b"])).toEqual(["b", "a", "b"]);
      });

      it("takes thousands of keys", async () => {
        const { store } = await open();
        const keys = Array.from({ length: 5_000 }, (_, index) => `tenant/${index}`);
        const present = keys.filter((_, index) => index % 10 === 0);
        for (const key of present) {
          await store.set(key, "text");
        }
        time += A_WHILE;
        expect(await store.touch(keys)).toEqual(present);
      });
    });

    describe("bounds", () => {
      it("keeps the newest entries up to maxEntries", async () => {
        const { store } = await open({ maxEntries: 10 });
        const keys = Array.from({ length: 50 }, (_, index) => `key ${index}`);
        for (const key of keys) {
          await store.set(key, "text");
        }
        expect(await store.touch(keys)).toEqual(keys.slice(-10));
      });

      it("does not count a replaced text twice", async () => {
        const { store } = await open({ maxEntries: 2, maxBytes: 5_000 });
        await store.set("a", "1");
        for (let round = 0; round < 50; round++) {
          await store.set("b", `${round}`.repeat(500));
        }
        expect(await store.get("a")).toBe("1");
      });

      it.each<[use: string, use: (store: Store) => unknown]>([
        ["get", (store) => store.get("a")],
        ["touch", (store) => store.touch(["a"])],
        ["set of another text", (store) => store.set("a", "other")],
        ["set of the same text", (store) => store.set("a", "text")],
        ["compareAndSet", (store) => store.compareAndSet("a", "text", "other")],
      ])("drops what was used longest ago, %s being a use", async (_, use) => {
        const { store } = await open({ maxEntries: 3 });
        for (const key of ["a", "b", "c"]) {
          await store.set(key, "text");
          time += A_WHILE;
        }
        await use(store);
        time += A_WHILE;
        await store.set("d", "text");
        expect(await store.touch(["a", "b", "c", "d"])).toEqual(["a", "c", "d"]);
      });

      it("stays below maxBytes, whatever the sizes", async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 60 }), async (sizes) => {
            const { store } = await open({ maxBytes: 10_000 });
            const keys = sizes.map((_, index) => `${index}`);
            for (const [index, size] of sizes.entries()) {
              await store.set(`${index}`, "x".repeat(size));
            }
            const kept = await store.touch(keys);
            expect(kept).toEqual(keys.slice(keys.length - kept.length));
            expect(kept.reduce((sum, key) => sum + (sizes[Number(key)] ?? 0), 0)).toBeLessThanOrEqual(10_000);
            expect(kept.length).toBeGreaterThanOrEqual(Math.min(sizes.length, 1));
          }),
          { numRuns: 30 },
        );
      });

      it("makes room for one large text among thousands of small ones", async () => {
        const { store } = await open({ maxBytes: 1_000_000 });
        const keys = Array.from({ length: 2_000 }, (_, index) => `small ${index}`);
        for (const key of keys) {
          await store.set(key, "text");
        }
        await store.set("large", "x".repeat(450_000));
        expect(await store.get("large")).toHaveLength(450_000);
        const kept = await store.touch(keys);
        expect(kept).toEqual(keys.slice(keys.length - kept.length));
      });

      it("refuses a text larger than the whole store and leaves everything as it was", async () => {
        const { store } = await open({ maxBytes: 5_000 });
        await store.set("a", "1");
        await store.set("b", "2");
        const tooLarge = "x".repeat(6_000);
        const refusal = { name: "StoreError", code: "too-large", message: expect.stringContaining("5000 bytes") };
        await expect((async () => store.set("a", tooLarge))()).rejects.toMatchObject(refusal);
        await expect((async () => store.compareAndSet("a", "1", tooLarge))()).rejects.toMatchObject(refusal);
        expect(await store.compareAndSet("a", "other", tooLarge)).toBe(false);
        expect(await store.get("a")).toBe("1");
        expect(await store.get("b")).toBe("2");
      });

      it("forgets what was not used for longer than maxAgeMs", async () => {
        const { store } = await open({ maxAgeMs: HOUR });
        await store.set("key", "text");
        time += HOUR;
        expect(await store.get("key")).toBe("text");
        time += HOUR + 1;
        expect(await store.get("key")).toBeUndefined();
        expect(await store.touch(["key"])).toEqual([]);
        expect(await store.compareAndSet("key", "text", "other")).toBe(false);
        expect(await store.compareAndSet("key", undefined, "new")).toBe(true);
        expect(await store.get("key")).toBe("new");
      });

      it("takes a text that has aged out again", async () => {
        const { store } = await open({ maxAgeMs: HOUR });
        await store.set("key", "text");
        time += 2 * HOUR;
        await store.set("key", "text");
        expect(await store.get("key")).toBe("text");
      });

      it.each<[use: string, use: (store: Store) => unknown]>([
        ["get", (store) => store.get("used")],
        ["touch", (store) => store.touch(["used"])],
        ["set of the same text", (store) => store.set("used", "text")],
      ])("keeps what is used again and again beyond maxAgeMs, %s being a use", async (_, use) => {
        const { store } = await open({ maxAgeMs: HOUR });
        await store.set("used", "text");
        await store.set("unused", "text");
        for (let round = 0; round < 30; round++) {
          time += A_WHILE;
          await use(store);
        }
        expect(await store.touch(["used", "unused"])).toEqual(["used"]);
      });
    });

    describe("after close", () => {
      it.each<[operation: string, run: (store: Store) => unknown]>([
        ["get", (store) => store.get("key")],
        ["set", (store) => store.set("key", "text")],
        ["compareAndSet", (store) => store.compareAndSet("key", undefined, "text")],
        ["touch", (store) => store.touch(["key"])],
        ["delete", (store) => store.delete("key")],
      ])("%s says that the store was closed", async (_, run) => {
        const { store } = await open();
        await store.close();
        const outcome = await (async () => run(store))().catch((error: unknown) => error);
        expect(StoreError.isInstance(outcome)).toBe(true);
        expect(outcome).toMatchObject({ code: "closed", message: expect.stringContaining("closed") });
      });

      it("may be closed again", async () => {
        const { store } = await open();
        await store.close();
        await store.close();
      });
    });

    if (isShared) {
      it("shows each client what the others wrote", async () => {
        const { store, again } = await open();
        const other = await again?.();
        expect(other).toBeDefined();
        await store.set("key", "one");
        expect(await other?.get("key")).toBe("one");
        expect(await other?.compareAndSet("key", "one", "two")).toBe(true);
        expect(await store.compareAndSet("key", "one", "three")).toBe(false);
        expect(await store.get("key")).toBe("two");
        await other?.delete("key");
        expect(await store.touch(["key"])).toEqual([]);
        await other?.close();
        expect(await store.compareAndSet("key", undefined, "four")).toBe(true);
      });
    }
  });
}

const ODD_TEXTS: Readonly<Record<string, string>> = {
  "a NUL in the middle": "before\0after",
  "NULs only": "\0\0",
  "a lone high surrogate": "x\ud800y",
  "a lone low surrogate": "\udc00",
  "swapped surrogates": "\udc00\ud800",
  "a byte order mark": "\ufefftext",
  "control characters": "\u0001\u001b[31m\u007f\u0085\r\n\t",
  noncharacters: "\uffff\ufffe\u{10ffff}",
  "decomposed letters": "e\u0301 é ﬁ",
  emoji: "👩‍👩‍👧 🏳️‍🌈",
  "SQL and glob characters": `'"; DROP TABLE entry; -- %_*?[a-z]\\ $1 :name @x`,
  "a name of Object's": "__proto__",
  "a number's text": "9007199254740993",
  "blanks at the ends": "  text \n",
  "a long text": "key/".repeat(5_000),
};

const EASILY_MERGED_KEYS: readonly string[] = [
  "a",
  "A",
  "a ",
  " a",
  "a\0",
  "a\0b",
  "á",
  "a\u0301",
  "\ud800",
  "\ud801",
  "\ufffd",
  "1",
  "01",
  "1.0",
  "constructor",
  "toString",
];

/** Any sequence of UTF-16 units, with those that encodings trip over frequent. */
function anyText(): fc.Arbitrary<string> {
  const odd = fc.constantFrom("\0", "\ud800", "\udfff", "\ufeff", "\ufffd", "😀", "'", "a");
  const any = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
  return fc.array(fc.oneof(odd, any), { maxLength: 20 }).map((units) => units.join(""));
}

/** An operation on a store, and what a map would answer. */
interface Operation {
  run(store: Store): Promise<unknown>;
  expected(model: Map<string, string>): unknown;
}

function anyOperation(): fc.Arbitrary<Operation> {
  const key = fc.constantFrom("a", "b", "a\0", "\ud800");
  const value = fc.constantFrom("", "one", "two", "\udfff");
  return fc.oneof(
    key.map((k): Operation => ({ run: async (store) => store.get(k), expected: (model) => model.get(k) })),
    fc.tuple(key, value).map(
      ([k, v]): Operation => ({
        run: async (store) => store.set(k, v),
        expected: (model) => void model.set(k, v),
      }),
    ),
    fc.tuple(key, fc.option(value, { nil: undefined }), value).map(
      ([k, old, v]): Operation => ({
        run: async (store) => store.compareAndSet(k, old, v),
        expected: (model) => model.get(k) === old && Boolean(model.set(k, v)),
      }),
    ),
    fc.array(key).map(
      (keys): Operation => ({
        run: async (store) => store.touch(keys),
        expected: (model) => keys.filter((k) => model.has(k)),
      }),
    ),
    key.map(
      (k): Operation => ({
        run: async (store) => store.delete(k),
        expected: (model) => void model.delete(k),
      }),
    ),
  );
}

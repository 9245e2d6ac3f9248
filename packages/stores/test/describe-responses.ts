import type { ResponseStore, ResponseStoreLimits } from "@headroom/core";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";

export interface ResponsesUnderTest {
  readonly responses: ResponseStore;
  /** Another client of the same answers, as a second process has. Needed with `isShared`. */
  readonly again?: () => ResponseStore | Promise<ResponseStore>;
  readonly dispose?: () => void | Promise<void>;
}

export interface ResponsesSettings extends ResponseStoreLimits {
  readonly now: () => number;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What all stores of answers promise, as tests. Each test opens a fresh one, whose clock it moves. */
export function describeResponses(
  name: string,
  open: (settings: ResponsesSettings) => ResponsesUnderTest | Promise<ResponsesUnderTest>,
  { isShared = false }: { readonly isShared?: boolean } = {},
): void {
  describe(`${name} as a store of answers`, () => {
    const opened: ResponsesUnderTest[] = [];
    let time = 0;

    async function startBoth(limits: Partial<ResponseStoreLimits> = {}): Promise<ResponsesUnderTest> {
      time = Date.UTC(2030, 0, 1);
      const underTest = await open({
        maxAgeMs: 60_000,
        maxEntries: 100,
        maxBytes: 1_000_000,
        ...limits,
        now: () => time,
      });
      opened.push(underTest);
      return underTest;
    }

    async function start(limits?: Partial<ResponseStoreLimits>): Promise<ResponseStore> {
      return (await startBoth(limits)).responses;
    }

    afterEach(async () => {
      for (const { responses, dispose } of opened.splice(0)) {
        await responses.close();
        await dispose?.();
      }
    });

    it("gives back what was stored, until all is cleared", async () => {
      const responses = await start();
      expect(await responses.get("key")).toBeUndefined();
      await responses.set("key", bytes("one"));
      await responses.set("key", bytes("two"));
      await responses.set("other", bytes("three"));
      expect(await responses.get("key")).toEqual(bytes("two"));
      expect(await responses.count()).toBe(2);
      await responses.clear();
      expect([await responses.get("key"), await responses.get("other"), await responses.count()]).toEqual([
        undefined,
        undefined,
        0,
      ]);
      await responses.set("key", bytes("four"));
      expect(await responses.count()).toBe(1);
    });

    it("keeps any bytes under any key", async () => {
      const responses = await start();
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.uint8Array({ minLength: 1 }), async (key, answer) => {
          await responses.set(key, answer);
          expect(Buffer.from((await responses.get(key)) ?? [])).toEqual(Buffer.from(answer));
        }),
        { numRuns: 50 },
      );
    });

    it("forgets an answer when its time is over, however often it was used", async () => {
      const responses = await start();
      await responses.set("key", bytes("one"));
      for (let use = 0; use < 6; use++) {
        time += 10_000 - 1;
        expect(await responses.get("key")).toEqual(bytes("one"));
      }
      time += 7;
      expect(await responses.get("key")).toBeUndefined();
      await responses.set("key", bytes("two"));
      expect(await responses.get("key")).toEqual(bytes("two"));
    });

    it("drops what was used longest ago", async () => {
      const responses = await start({ maxEntries: 3 });
      for (const key of ["a", "b", "c"]) {
        await responses.set(key, bytes(key));
        time += 10;
      }
      await responses.get("a");
      time += 10;
      await responses.set("d", bytes("d"));
      const kept = await Promise.all(["a", "b", "c", "d"].map(async (key) => (await responses.get(key)) !== undefined));
      expect(kept).toEqual([true, false, true, true]);
      expect(await responses.count()).toBe(3);
    });

    it("stays below its bytes, and does not keep what is larger alone", async () => {
      const responses = await start({ maxBytes: 10_000 });
      for (let index = 0; index < 20; index++) {
        await responses.set(`${index}`, new Uint8Array(2000));
        time += 10;
      }
      const count = await responses.count();
      expect(count).toBeGreaterThanOrEqual(3);
      expect(count).toBeLessThanOrEqual(5);
      expect(await responses.get("19")).toHaveLength(2000);
      await responses.set("large", new Uint8Array(20_000));
      expect(await responses.get("large")).toBeUndefined();
      expect(await responses.get("19")).toHaveLength(2000);
      await responses.set("19", new Uint8Array(20_000));
      expect(await responses.get("19")).toBeUndefined();
    });

    if (isShared) {
      it("is the same for every client", async () => {
        const { responses, again } = await startBoth();
        const other = (await again?.()) as ResponseStore;
        await responses.set("key", bytes("one"));
        expect(Buffer.from((await other.get("key")) ?? [])).toEqual(Buffer.from("one"));
        await other.clear();
        expect(await responses.get("key")).toBeUndefined();
        await other.close();
      });
    }
  });
}

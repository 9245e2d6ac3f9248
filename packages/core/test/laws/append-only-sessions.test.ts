import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type { JsonObject } from "../../src/conversation/json-shape.js";
import type { JsonValue } from "../../src/json/path.js";
import { createMemo } from "../../src/pipeline/memo.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { createRandom } from "../generators/random.js";
import { requestLengths, upTo } from "./conversations/told.js";
import { recordedSessions } from "./conversations/told-of-session.js";
import { WRITTEN_FORMATS, type WrittenFormat } from "./conversations/written-formats.js";
import { partsOf } from "./expect-laws.js";
import { FLIPS } from "./flips.js";
import { COMPRESSORS, TOKENIZERS } from "./law-options.js";

/*
 * What a client sends unchanged is sent on unchanged, published so that everybody can try it with sessions of their own:
 *
 * HEADROOM_CORPUS=FOLDER pnpm exec vitest run append-only-sessions
 *
 * FOLDER/sessions/*.json are sessions of chat completions or of Anthropic's messages. Each is written in every format, and each
 * of its requests is sent, in no order, by processes that know of one another only what the stores tell.
 */

vi.setConfig({ testTimeout: 600_000 });

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
/** Requests of which each is sent once more in other ways. */
const SAMPLE = 4;

/** Formats whose clients move cache markers, and write one text as a string or as a list. */
const FLIPPED: ReadonlySet<string> = new Set(["openai-chat", "anthropic-messages"]);

/** The default pipeline with all that it may use, in processes that share stores. */
function replicas({ dialect }: WrittenFormat) {
  const stores = { originals: createMemoryStore(), decisions: createMemoryStore() };
  const start = (memo = createMemo()) =>
    createOptimizer({
      ...{ dialect, compressors: COMPRESSORS, tokenizers: () => TOKENIZERS, retrieval: "assume", sha256, strict: true },
      ...{ ...stores, memo, now: () => 0 },
    });
  return { start };
}

describe.each(recordedSessions())("session $name", ({ name, told }) => {
  it.each(WRITTEN_FORMATS)("is only ever added to as $dialect.name", (format) => {
    const whole = format.write(told);
    const { start } = replicas(format);
    const textsSent = (body: JsonObject, optimizer = start()): readonly JsonObject[] => {
      const { body: sent, report } = optimizer.optimizeObject(body) as Optimized<JsonObject>;
      expect(report.warnings).toEqual([]);
      return partsOf(format.dialect, sent).map(({ path: _path, ...part }) => part as unknown as JsonObject);
    };
    const random = createRandom(name.length);
    const expected = textsSent(whole);
    const cuts = random.shuffle(requestLengths(told)).map((turns) => format.write(upTo(told, turns)));
    const shared = start();
    for (const body of cuts) {
      const sent = textsSent(body, shared);
      expect(sent).toEqual(expected.slice(0, sent.length));
    }
    // By a replica, which is also a process that was restarted, or lost its memo; and as clients write the same once more.
    for (const body of random.shuffle(cuts).slice(0, SAMPLE)) {
      const sent = textsSent(body);
      expect(sent).toEqual(expected.slice(0, sent.length));
      for (const { flip } of FLIPPED.has(format.dialect.name) ? FLIPS : []) {
        expect(textsSent(flip(body as JsonValue) as JsonObject, shared)).toEqual(sent);
      }
    }
  });
});

it("shortens recorded sessions in every format", () => {
  const shortened = WRITTEN_FORMATS.map((format) =>
    recordedSessions().some(({ told }) => {
      const body = format.write(told);
      const { start } = replicas(format);
      return (start().optimizeObject(body) as Optimized<JsonObject>).body !== body;
    }),
  );
  expect(shortened).toEqual(WRITTEN_FORMATS.map(() => true));
});

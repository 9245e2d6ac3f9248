import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contentsOf } from "../../content/contents-of.js";
import { handleOf } from "../../digest/handle.js";
import { sha256 } from "../../digest/sha256.js";
import { resolveTextCrusherOptions } from "../text-crusher/text-crusher-options.js";
import { buildTextView } from "./build-text-view.js";
import { checkTextView } from "./view-checker.test-support.js";

const corpus = process.env.HEADROOM_CORPUS;

interface Payload {
  readonly name: string;
  readonly text: string;
}

function payloads(folder: string): Payload[] {
  return readdirSync(join(folder, "payloads"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), "utf8") }));
}

describe.skipIf(corpus === undefined)("views of real tool outputs", () => {
  const texts = corpus === undefined ? [] : payloads(corpus);

  test.each(["", "What failed, and which host has 10.0.0.1? See src/main.ts and the last item."])(
    "tell nothing that is not so (query: %j)",
    (query) => {
      let views = 0;
      for (const { name, text } of texts) {
        const stretches = contentsOf(text).filter(({ kind }) => kind === "text");
        for (const each of [text, ...stretches.map(({ start, end }) => text.slice(start, end))]) {
          for (const isError of [false, true]) {
            const view = buildTextView(
              { kind: "text", text: each, embedded: false },
              undefined,
              resolveTextCrusherOptions(),
              {
                query,
                isError,
                mayOffload: true,
                format: "text",
                tokensToKeep: 0,
                retrieveHint: "fetch {handle}",
                count: (piece) => Math.ceil(piece.length / 3),
                handleOf: (original) => handleOf(original, sha256),
              },
            );
            if (view === undefined) continue;
            views++;
            try {
              checkTextView(each, view.body);
            } catch (error) {
              throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
            }
          }
        }
      }
      expect(views).toBeGreaterThan(0);
    },
    300_000,
  );
});

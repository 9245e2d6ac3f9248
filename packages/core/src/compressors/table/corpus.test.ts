import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { equalJson } from "../../json/equal-json.js";
import type { JsonTree } from "../../json/json-tree.js";
import { scanJson } from "../../json/scan-json.js";
import { decodeJson } from "./decode-json.js";
import { decodeRows } from "./decode-rows.js";
import { encodeJson } from "./encode-json.js";
import { encodeRows } from "./encode-rows.js";

const corpus = process.env.HEADROOM_CORPUS;
const size = (text: string) => text.length;

function payloads(folder: string): string[] {
  return readdirSync(join(folder, "payloads"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

function tryScan(text: string): JsonTree | undefined {
  try {
    return scanJson(text);
  } catch {
    return undefined;
  }
}

describe.skipIf(corpus === undefined)("real tool outputs", () => {
  const texts = corpus === undefined ? [] : payloads(corpus);

  test("documents come back token by token", () => {
    let forms = 0;
    for (const text of texts) {
      const tree = tryScan(text);
      const form = tree && encodeJson(tree, 0, { size });
      if (form === undefined) continue;
      forms++;
      expect(equalJson(decodeJson(form), text)).toBe(true);
    }
    expect(forms).toBeGreaterThan(0);
  });

  test("lines come back character by character", () => {
    for (const text of texts) {
      const form = encodeRows(text, { size });
      if (form !== undefined) expect(decodeRows(form) === text).toBe(true);
    }
  });
});

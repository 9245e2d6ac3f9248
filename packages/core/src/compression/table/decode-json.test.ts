import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText } from "../../../test/json-texts.js";
import { recordsText } from "../../../test/record-texts.js";
import { normalized } from "../../json/canonical.js";
import { equalJson } from "../../json/equal-json.js";
import { scanJson } from "../../json/scan-json.js";
import { decodeJson } from "./decode-json.js";
import { encodeJson } from "./encode-json.js";

/** Takes nearly every table: tables say keys once, so they have fewer quotation marks. */
const eager = { size: (text: string) => text.split('"').length };

describe("decodeJson", () => {
  test("gives back any document", () => {
    fc.assert(
      fc.property(fc.oneof(jsonText, recordsText), (text) => {
        const tree = scanJson(text);
        const form = encodeJson(tree, 0, eager);
        if (form === undefined) return;
        const decoded = decodeJson(form);
        expect(decoded).toBe(normalized(tree));
        expect(equalJson(decoded, text)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

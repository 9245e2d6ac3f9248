import { smartCrusher } from "../../src/compressors/smart-crusher/smart-crusher.js";
import { describeCompressor } from "../describe-compressor.js";
import { apiResources } from "../generators/api-resources.js";
import { logEntries } from "../generators/log-entries.js";
import { EXACT_TOKENIZERS } from "./exact-tokenizers.js";
import { toolOutput } from "./tool-outputs.js";

const rows = logEntries({ count: 40 }).map((entry) => JSON.stringify(entry));
const list = (length: number, row: (k: number) => string): string =>
  `[${Array.from({ length }, (_, k) => row(k)).join(",")}]`;

describeCompressor({
  create: smartCrusher,
  samples: [
    { name: "a document", text: JSON.stringify(apiResources({ count: 30 })) },
    {
      name: "a document with blanks, in a text",
      text: `exit 0\n${JSON.stringify(apiResources({ count: 30 }), null, 2)}\n`,
    },
    { name: "lines of JSON", text: rows.join("\n") },
  ],
  texts: toolOutput,
  large: [
    {
      name: "100,000 keys",
      make: (length) => `{${Array.from({ length: length / 30 }, (_, k) => `"key${k}":{"a":${k}}`).join(",")}}`,
    },
    { name: "alike rows", make: (length) => list(length / 30, (k) => `{"id":${k},"name":"row ${k}"}`) },
    {
      name: "rows of all different shapes",
      make: (length) => list(length / 30, (k) => `{"id${k}":${k},"n":"row ${k}"}`),
    },
    { name: "one string", make: (length) => `["${"a".repeat(length)}"]` },
    { name: "deep brackets", make: (length) => `${"[".repeat(length / 2)}${"]".repeat(length / 2)}` },
  ],
  tokenizers: EXACT_TOKENIZERS,
});

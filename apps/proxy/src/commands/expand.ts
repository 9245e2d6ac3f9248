import { hash } from "node:crypto";
import { expandBody } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openSqliteStores } from "@headroom/stores/sqlite";
import { type Convert, convertLines, convertOne } from "../request/bodies.js";
import { DIALECT_NAMES, knownDialects } from "../request/known-dialects.js";
import type { Command } from "./command.js";
import { parseFlags, requireOneOf } from "./flags.js";
import { writeTo } from "./input-output.js";

const HELP = `headroom expand [FILE|-] [options]

Reads an optimized body and writes the body that it came from. Lossless forms are decoded. With --store, what was left out
is put back, and a system prompt and tools that were kept as first sent become those of this request again.

  headroom expand smaller.json                                   lossless forms only
  headroom expand smaller.json --store ~/.headroom/headroom.db   everything

  --store PATH     where originals and decisions are stored; without it only lossless forms are decoded
  --dialect NAME   auto (default), ${DIALECT_NAMES.join(", ")}
  --jsonl          one {"id","body"} per line in and out
`;

const FLAGS = {
  store: { type: "string" },
  dialect: { type: "string" },
  jsonl: { type: "boolean" },
} as const;

/** `headroom expand`: the inverse of `headroom optimize`. */
export const expandCommand: Command = {
  name: "expand",
  summary: "restore the body that an optimized body came from",
  help: () => HELP,
  async run(argv, world) {
    const { values, positionals } = parseFlags(argv, FLAGS, 1);
    requireOneOf("--dialect", values.dialect, ["auto", ...DIALECT_NAMES]);
    const stores = values.store === undefined ? undefined : openSqliteStores({ path: values.store });
    try {
      const compressors = defaultCompressors();
      const dialects = knownDialects();
      const named = values.dialect === undefined ? undefined : dialects.byName.get(values.dialect);
      const convert: Convert = async (bytes, value) => ({
        body: await expandBody(bytes, {
          compressors,
          dialect: named ?? dialects.detect(value),
          sha256: (text) => hash("sha256", text),
          ...(stores !== undefined && { originals: stores.originals, decisions: stores.decisions }),
        }),
      });
      if (values.jsonl === true) await convertLines(positionals[0], convert, world);
      else await writeTo(world.stdout, (await convertOne(positionals[0], convert, world)).body);
      return 0;
    } finally {
      stores?.close();
    }
  },
};

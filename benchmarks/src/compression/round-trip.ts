import { hash } from "node:crypto";
import {
  createMemo,
  createMemoryStore,
  createOptimizer,
  expandObject,
  type Optimizer,
  type Profile,
} from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { openaiChat } from "@headroom/providers-openai";
import { loadModelTokenizers } from "@headroom/tokenizers";

const compressors = defaultCompressors();
const DIALECTS = { "openai-chat": openaiChat, "anthropic-messages": anthropicMessages } as const;
export type Format = keyof typeof DIALECTS;

/** Optimizes a request and shows what would become of it. */
export interface RoundTrip {
  /** The optimized body. */
  optimize(body: object): Promise<object>;
  /** With lossless forms decoded; with `stored`, also with what was left out put back. */
  expand(body: object, stored: boolean): Promise<object>;
}

/** A round trip with empty stores and an empty memo, as the command line makes one. */
export async function createRoundTrip(format: Format, profile: Profile): Promise<RoundTrip> {
  const originals = createMemoryStore({ maxBytes: 1024 ** 3 });
  const sha256 = (text: string): string => hash("sha256", text);
  const dialect = DIALECTS[format];
  const optimizer: Optimizer = createOptimizer({
    dialect,
    compressors,
    profile,
    originals,
    sha256,
    retrieval: "assume",
    tokenizers: await loadModelTokenizers(),
    memo: createMemo({ maxBytes: 1024 ** 3 }),
  });
  return {
    optimize: async (body) => (await optimizer.optimizeObject(body)).body,
    expand: async (body, stored) => expandObject(body, { dialect, compressors, sha256, ...(stored && { originals }) }),
  };
}

import { hash } from "node:crypto";
import {
  createMemo,
  createMemoryStore,
  createOptimizer,
  type Dialect,
  type Memo,
  type OptimizerOptions,
  originalKey,
  type SyncStore,
} from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { openaiChat, openaiResponses } from "@headroom/providers-openai";
import type { ModelTokenizers } from "@headroom/tokenizers";
import type { Format, Session } from "../session/session.ts";
import type { Strategy, Target } from "./strategy.ts";

export const DIALECTS: Readonly<Record<Format, Dialect>> = {
  "anthropic-messages": anthropicMessages,
  "openai-chat": openaiChat,
  "openai-responses": openaiResponses,
};
const TENANT = "bill";

/** What a variant of Headroom adds to the options that all have. `now` gives the time of the request, in milliseconds. */
export type Variant = (target: Target, now: () => number) => Partial<OptimizerOptions>;

/**
 * Headroom itself, request by request, as an application calls it: the dialect of the session, exact tokenizers, a store in
 * memory, and a model that can fetch what was left out.
 *
 * @param variant Options of the variant, given the model.
 * @param perTime Whether the variant reads the time.
 */
export function headroom(name: string, tokenizers: ModelTokenizers, variant: Variant, perTime = false): Strategy {
  const memos = new WeakMap<Session, Memo>();
  return {
    name,
    perModel: true,
    perTime,
    fetchable: true,
    start(session, target) {
      const memo = memos.get(session) ?? createMemo();
      memos.set(session, memo);
      const originals = createMemoryStore();
      let milliseconds = 0;
      const optimizer = createOptimizer({
        dialect: DIALECTS[target.format],
        compressors: defaultCompressors(),
        tokenizers,
        retrieval: "assume",
        minimumCacheableTokens: target.minimumCacheableTokens,
        sha256: (text) => hash("sha256", text),
        tenant: TENANT,
        originals,
        memo,
        ...variant(target, () => milliseconds),
      });
      return async (request, seconds) => {
        milliseconds = 1000 * seconds;
        const { body, report } = await optimizer.optimizeObject({ ...request, model: target.model });
        const warnings = report.warnings.map(({ code, message }) => `${code}: ${message}`);
        return { body, offloads: originalsOf(report.handles, originals), warnings };
      };
    },
  };
}

function originalsOf(handles: readonly string[], store: SyncStore): ReadonlyMap<string, string> {
  return new Map(
    handles.flatMap((handle) => {
      const text = store.get(originalKey(TENANT, handle));
      return text === undefined ? [] : [[handle, text] as const];
    }),
  );
}

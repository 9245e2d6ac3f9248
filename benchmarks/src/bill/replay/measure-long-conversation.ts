import { hash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { createMemoryStore, createOptimizer, expandObject, type JsonObject } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openaiChat } from "@headroom/providers-openai";
import type { ModelTokenizers } from "@headroom/tokenizers";
import { longConversation } from "../session/long-conversation.ts";

/** What becomes of the last request of a long conversation. */
export interface LongConversation {
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** Whether everything comes back from what was sent and the store; JSON by its values. */
  readonly whole: boolean;
}

const MODEL = "gpt-4o";

/** Optimizes the last request of the generated long conversation with the default profile, and expands it again. */
export async function measureLongConversation(tokenizers: ModelTokenizers): Promise<LongConversation> {
  const compressors = defaultCompressors();
  const originals = createMemoryStore();
  const sha256 = (text: string): string => hash("sha256", text);
  const base = { dialect: openaiChat, compressors, originals, sha256 };
  const optimizer = createOptimizer({ ...base, tokenizers, retrieval: "assume" });
  const request = { ...longConversation().turns.at(-1)?.body, model: MODEL };
  const { body, report } = await optimizer.optimizeObject<JsonObject>(request);
  const back = await expandObject(body, base);
  return {
    tokensBefore: report.tokensBefore,
    tokensAfter: report.tokensAfter,
    whole: isDeepStrictEqual(parsed(back), parsed(request)),
  };
}

/** A body with the JSON in its texts read, since white space in JSON may change. */
function parsed(value: unknown): unknown {
  if (typeof value === "string") {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(parsed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, parsed(member)]));
}

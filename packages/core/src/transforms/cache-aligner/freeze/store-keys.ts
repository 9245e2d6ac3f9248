import type { PrepareContext } from "../../prepare-context.js";
import type { Point } from "./history.js";
import type { PromptNow } from "./prompt-now.js";

const DIGEST_LENGTH = 24;

/** The beginning of the digest of texts: long enough that nobody finds two with the same. */
export function shortDigest(context: Pick<PrepareContext, "digest">, ...texts: readonly string[]): string {
  return context.digest(texts.length === 1 ? (texts[0] as string) : JSON.stringify(texts)).slice(0, DIGEST_LENGTH);
}

/** Where decisions are stored. Each key names its tenant, and nothing of what was said. */
export function storeKeys(context: Pick<PrepareContext, "digest" | "tenant">, dialect: string, model: string) {
  const { tenant } = context;
  return {
    /** Tracks of conversations that end at a point. */
    tracks: ({ tail }: Point): string => `${tenant}:track:${shortDigest(context, dialect, tail)}`,
    /** How conversations with a prompt begin. */
    beginning(now: PromptNow): string {
      const tools = (now.tools ?? []).map(({ sorted }) => sorted).sort();
      return `${tenant}:begin:${shortDigest(context, dialect, model, now.nowMask, ...tools)}`;
    },
    /** A list of tools, by its digest. */
    tools: (digest: string): string => `${tenant}:tools:${digest}`,
  };
}

export type StoreKeys = ReturnType<typeof storeKeys>;

/** Why nothing of a request is in the provider's cache, although the conversation is known. */
export type ColdReason = "idle" | "model" | "prompt";

/** What was done because the provider had forgotten a conversation. */
export interface ColdCacheReport {
  /** It rested for too long, or goes on with another model, or with another system prompt or other tools. */
  readonly reason: ColdReason;
  /** Tool outputs that markers stand for now. */
  readonly leftOut: number;
}

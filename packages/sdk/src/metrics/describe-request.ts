import type { Conversation, Dialect, Digest, JsonValue, Part } from "@headroom/core";
import { alignmentScore, systemText } from "./alignment-score.js";
import { type BlockBreakdown, blockBreakdown } from "./block-breakdown.js";

/** What a request is made of. */
export interface RequestDescription {
  readonly blockBreakdown: BlockBreakdown;
  readonly stablePrefixHash: string;
  readonly cacheAlignmentScore: number;
  readonly messagesHash: string;
}

/** Looks into the body of a request. One that is none of the dialect's is described as empty. */
export function describeRequest(
  body: JsonValue,
  dialect: Dialect,
  digest: Digest,
  count: (part: Part) => number,
): RequestDescription {
  const conversation = dialect.read(body, (_path, value) => JSON.stringify(value)) ?? NOTHING;
  const { parts } = conversation;
  const isPrefix = ({ kind }: Part): boolean => kind === "system" || kind === "tool-definition";
  const hashOf = (some: readonly Part[]): string =>
    digest(JSON.stringify(some.map(({ text }) => text ?? ""))).slice(0, 16);
  return {
    blockBreakdown: blockBreakdown(conversation, count),
    stablePrefixHash: hashOf(parts.filter(isPrefix)),
    cacheAlignmentScore: alignmentScore(systemText(conversation)),
    messagesHash: hashOf(parts.filter((part) => !isPrefix(part))),
  };
}

const NOTHING: Conversation = { dialect: "", model: "", parts: [] };

import { type Conversation, cacheAligner, type Dialect, type Digest, type JsonValue, type Part } from "@headroom/core";
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
    cacheAlignmentScore: cacheAligner().getAlignmentScore([], systemText(conversation)),
    messagesHash: hashOf(parts.filter((part) => !isPrefix(part))),
  };
}

function systemText({ parts }: Conversation): string {
  return parts.flatMap(({ kind, text }) => (kind === "system" && text !== undefined ? [text] : [])).join("\n");
}

const NOTHING: Conversation = { dialect: "", model: "", parts: [] };

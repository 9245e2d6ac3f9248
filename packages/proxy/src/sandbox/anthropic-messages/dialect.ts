import { minimumCacheableTokens } from "@headroom/providers-anthropic";
import type { CacheRule } from "../cache-rule.js";
import type { SandboxDialect } from "../sandbox-dialect.js";
import type { SandboxProblem } from "../sandbox-problem.js";
import { readCounted, readRequest } from "./read.js";
import { writeEvents, writeWhole } from "./write.js";

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  404: "not_found_error",
  429: "rate_limit_error",
  529: "overloaded_error",
};

/** Anthropic's messages. */
export const anthropicMessagesSandbox: SandboxDialect = {
  read: readRequest,
  whole: writeWhole,
  events: writeEvents,
  problem: writeProblem,
  cacheRule,
};

/** Anthropic's token counting: a request without an answer. */
export const anthropicCountSandbox: SandboxDialect = {
  ...anthropicMessagesSandbox,
  countsOnly: true,
  read: readCounted,
  whole: ({ input }) => ({ input_tokens: input.total }),
};

function writeProblem({ status, message }: SandboxProblem): unknown {
  return { type: "error", error: { type: ERROR_TYPES[status] ?? "api_error", message } };
}

/**
 * Prefixes are written where the client marks, and found again from each mark up to 20 blocks back.
 *
 * Source: the prompt caching page of platform.claude.com, checked 2026-11-22.
 */
function cacheRule(model: string): CacheRule {
  const minimum = minimumCacheableTokens(model);
  return { kind: "breakpoints", placed: "client", lookback: 20, writes: 4, minimum, seconds: 300 };
}

import { createModelCatalog } from "@headroom/core";
import { anthropicModels } from "@headroom/providers-anthropic";
import { cacheRuleOf } from "../cache-rule.js";
import type { SandboxDialect } from "../sandbox-dialect.js";
import type { SandboxProblem } from "../sandbox-problem.js";
import { readCounted, readRequest } from "./read.js";
import { writeEvents, writeWhole } from "./write.js";

const CATALOG = createModelCatalog(anthropicModels);

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
  problemHeaders: limitHeaders,
  cacheRule: (model) => cacheRuleOf(CATALOG.resolve(model).facts.cache),
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

function limitHeaders({ status, details: { retryAfter } }: SandboxProblem): Record<string, string> {
  if (status !== 429 || retryAfter === undefined) return {};
  return { "retry-after": String(retryAfter), "anthropic-ratelimit-requests-remaining": "0" };
}

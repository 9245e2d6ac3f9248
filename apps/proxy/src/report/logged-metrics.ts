import type { RequestMetrics } from "@headroom/sdk";
import type { LoggedRequest } from "../request-log/logged-request.js";

/** A line of a request log as metrics. What requests were made of is not in a log. */
export function loggedMetrics(request: LoggedRequest): RequestMetrics {
  const { costUsd, savingsUsd } = request;
  return {
    requestId: request.requestId,
    timestamp: new Date(request.at),
    model: request.model,
    stream: request.stream,
    mode: "optimize",
    tokensInputBefore: request.tokensBefore,
    tokensInputAfter: request.tokensAfter,
    tokensOutput: request.outputTokens,
    tokensEstimated: null,
    tokensBilled: request.billedTokens ?? null,
    cachedTokens: request.cachedTokens,
    cacheWriteTokens: null,
    costAfter: costUsd ?? null,
    costBefore: costUsd === undefined ? null : costUsd + (savingsUsd ?? 0),
    blockBreakdown: {},
    wasteSignals: NO_WASTE,
    stablePrefixHash: "",
    cacheAlignmentScore: 0,
    transformsApplied: request.transforms,
    toolUnitsDropped: 0,
    turnsDropped: 0,
    messagesHash: "",
    error: request.error ?? null,
  };
}

const NO_WASTE: RequestMetrics["wasteSignals"] = {
  jsonBloatTokens: 0,
  htmlNoiseTokens: 0,
  base64Tokens: 0,
  whitespaceTokens: 0,
  dynamicDateTokens: 0,
  repetitionTokens: 0,
};

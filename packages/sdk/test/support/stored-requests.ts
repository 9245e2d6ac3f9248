import { createMemoryStorage, type RequestMetrics } from "../../src/index.js";

export const NO_WASTE = {
  jsonBloatTokens: 0,
  htmlNoiseTokens: 0,
  base64Tokens: 0,
  whitespaceTokens: 0,
  dynamicDateTokens: 0,
  repetitionTokens: 0,
};

/** A request that was stored so many hours after noon of a day. */
export function request(at: number, changed: Partial<RequestMetrics> = {}): RequestMetrics {
  return {
    requestId: `request-${at}`,
    timestamp: new Date(Date.UTC(2026, 0, 7, 12) + at * 3_600_000),
    model: "gpt-5.5",
    stream: false,
    mode: "optimize",
    tokensInputBefore: 1000,
    tokensInputAfter: 400,
    tokensOutput: 10,
    tokensEstimated: 405,
    tokensBilled: 410,
    cachedTokens: 205,
    cacheWriteTokens: null,
    costBefore: 0.005,
    costAfter: 0.002,
    blockBreakdown: { user: 1000 },
    wasteSignals: NO_WASTE,
    stablePrefixHash: "0123456789abcdef",
    cacheAlignmentScore: 90,
    transformsApplied: ["smart_crush"],
    toolUnitsDropped: 0,
    turnsDropped: 0,
    messagesHash: "0123456789abcdef",
    error: null,
    ...changed,
  };
}

export const wasted = (at: number, jsonBloatTokens: number): RequestMetrics =>
  request(at, { wasteSignals: { ...NO_WASTE, jsonBloatTokens } });

export function storageOf(...requests: readonly RequestMetrics[]) {
  const storage = createMemoryStorage();
  for (const one of requests) storage.save(one);
  return storage;
}

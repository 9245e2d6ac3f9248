/** Limits, budgets and answers in the memory of one process. */
export { createMemoryBudgets, type MemoryBudgetsOptions } from "./memory-budgets.js";
export { createMemoryRateLimits, type MemoryRateLimitsOptions } from "./memory-rate-limits.js";
export { createMemoryResponses, type MemoryResponsesOptions } from "./memory-responses.js";

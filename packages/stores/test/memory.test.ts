import { createMemoryBudgets, createMemoryRateLimits, createMemoryResponses } from "../src/memory/index.js";
import { describeBudgets } from "./describe-budgets.js";
import { describeRateLimits } from "./describe-rate-limits.js";
import { describeResponses } from "./describe-responses.js";

describeRateLimits("memory", (settings) => ({ limits: createMemoryRateLimits(settings) }));
describeBudgets("memory", (settings) => ({ budgets: createMemoryBudgets(settings) }));
describeResponses("memory", (settings) => ({ responses: createMemoryResponses(settings) }));

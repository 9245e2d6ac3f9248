import { type BudgetLimits, checkBudgetLimits } from "../../middleware/budgets/budget-limits.js";
import { boolean, choice, data, integer, optionalInteger, optionalNumber, text } from "../option.js";

/** How much may be asked for, and spent. */
export const LIMIT_OPTIONS = {
  rateLimitEnabled: boolean({
    flag: "rate-limit",
    default: true,
    about: "whether the limits on requests and tokens hold that are set",
    aboutNo: "do not limit requests and tokens, whatever a file or a variable sets",
  }),
  rateLimitRequestsPerMinute: optionalInteger({
    flag: "rpm",
    defaultText: "any number",
    least: 1,
    about: "requests that each key may send in any minute",
  }),
  rateLimitTokensPerMinute: optionalInteger({
    flag: "tpm",
    defaultText: "any number",
    least: 1,
    about: "tokens, of input and output together, that each key may use in any minute",
  }),
  budgetLimitUsd: optionalNumber({
    flag: "budget",
    placeholder: "USD",
    defaultText: "any amount",
    least: 0,
    about: "dollars that may be spent in a period, by all keys together",
  }),
  budgetPerKeyUsd: optionalNumber({
    flag: "budget-per-key",
    placeholder: "USD",
    defaultText: "any amount",
    least: 0,
    about: "dollars that each key may spend in a period",
  }),
  budgetPeriod: choice(["hourly", "daily", "monthly"], {
    flag: "budget-period",
    placeholder: "PERIOD",
    default: "daily",
    about: "the period of these two budgets",
  }),
  budgets: data<BudgetLimits>({
    about:
      'budgets of several periods, such as {"total": {"daily": 10, "monthly": 100}, "perKey": {"hourly": 1}} in dollars; ' +
      "the options above add to them",
    check: checkBudgetLimits,
  }),
  budgetTimeZone: text({
    flag: "budget-time-zone",
    placeholder: "ZONE",
    default: "UTC",
    about: "where days and months begin, such as Europe/Berlin",
  }),
  unpricedModels: choice(["allow", "refuse"], {
    flag: "unpriced",
    placeholder: "WHAT",
    default: "allow",
    about: "what becomes of requests to models without a known price where there is a budget",
  }),
  outputTokensAhead: integer({
    flag: undefined,
    default: 4096,
    least: 0,
    about: "most output tokens that are set aside of limits and budgets before a request is answered",
  }),
} as const;

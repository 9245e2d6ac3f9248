import { type BudgetLimits, checkBudgetLimits } from "../../middleware/budgets/budget-limits.js";
import { boolean, choice, data, integer, optionalInteger, optionalNumber, text } from "../option.js";

/** How much may be asked for, and spent. */
export const LIMIT_OPTIONS = {
  rateLimitEnabled: boolean({
    flag: "rate-limit",
    default: true,
    about: "whether configured limits on requests and tokens apply",
    aboutNo: "do not limit requests and tokens, whatever a file or a variable says",
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
    about: "tokens, input and output together, that each key may use in any minute",
  }),
  budgetLimitUsd: optionalNumber({
    flag: "budget",
    placeholder: "USD",
    defaultText: "any amount",
    least: 0,
    about: "dollars that all keys together may spend in a period",
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
    about: "period of these two budgets",
  }),
  budgets: data<BudgetLimits>({
    about:
      'budgets of several periods in dollars, such as {"total": {"daily": 10, "monthly": 100}, "perKey": ' +
      '{"hourly": 1}}; the options above add to them',
    check: checkBudgetLimits,
  }),
  budgetTimeZone: text({
    flag: "budget-time-zone",
    placeholder: "ZONE",
    default: "UTC",
    about: "time zone in which days and months begin, such as Europe/Berlin",
  }),
  unpricedModels: choice(["allow", "refuse"], {
    flag: "unpriced",
    placeholder: "WHAT",
    default: "allow",
    about: "what happens to requests for models without a known price when there is a budget",
  }),
  outputTokensAhead: integer({
    flag: undefined,
    default: 4096,
    least: 0,
    about: "maximum output tokens that are reserved from limits and budgets before a request is answered",
  }),
} as const;

import type { OptionTable, ValuesOf } from "./option.js";
import { ACCESS_OPTIONS } from "./options/access-options.js";
import { LIMIT_OPTIONS } from "./options/limit-options.js";
import { LOG_OPTIONS } from "./options/log-options.js";
import { OPTIMIZATION_OPTIONS } from "./options/optimization-options.js";
import { RESPONSE_CACHE_OPTIONS } from "./options/response-cache-options.js";
import { SERVER_OPTIONS } from "./options/server-options.js";
import { STATE_OPTIONS } from "./options/state-options.js";
import { UPSTREAM_OPTIONS } from "./options/upstream-options.js";

/** Options that belong together, as the help and the documentation show them. */
export interface OptionGroup {
  readonly title: string;
  readonly options: OptionTable;
}

/** The options of the proxy, in the order of the help. */
export const OPTION_GROUPS: readonly OptionGroup[] = [
  { title: "Server", options: SERVER_OPTIONS },
  { title: "Upstreams", options: UPSTREAM_OPTIONS },
  { title: "Optimization", options: OPTIMIZATION_OPTIONS },
  { title: "Response cache", options: RESPONSE_CACHE_OPTIONS },
  { title: "Limits", options: LIMIT_OPTIONS },
  { title: "Shared state", options: STATE_OPTIONS },
  { title: "Access", options: ACCESS_OPTIONS },
  { title: "Request log", options: LOG_OPTIONS },
];

/** All of them. */
export const PROXY_OPTIONS = {
  ...SERVER_OPTIONS,
  ...UPSTREAM_OPTIONS,
  ...OPTIMIZATION_OPTIONS,
  ...RESPONSE_CACHE_OPTIONS,
  ...LIMIT_OPTIONS,
  ...STATE_OPTIONS,
  ...ACCESS_OPTIONS,
  ...LOG_OPTIONS,
} as const;

/** What a proxy is told, complete and checked. Plain data. */
export type ProxyConfig = ValuesOf<typeof PROXY_OPTIONS>;

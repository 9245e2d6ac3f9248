import { integer, optionalText, text } from "../option.js";

/** What several proxies have in common. */
export const STATE_OPTIONS = {
  redisUrl: optionalText({
    flag: "redis-url",
    placeholder: "URL",
    defaultText: "none: one machine, with its SQLite file",
    secret: true,
    about:
      "Redis or Valkey server on which any number of proxies share originals, cached responses, limits and " +
      "budgets, such as redis://:password@redis:6379; rediss:// is encrypted. A password is safer in the " +
      "environment variable",
  }),
  redisPrefix: text({
    flag: "redis-prefix",
    default: "headroom",
    about: "beginning of all key names on the Redis server",
  }),
  redisTimeoutMs: integer({
    flag: "redis-timeout",
    placeholder: "MS",
    default: 90,
    least: 1,
    about:
      "maximum wait for the Redis server in milliseconds; only one request waits, then the server is left alone " +
      "until it answers again",
  }),
  replicas: integer({
    flag: "replicas",
    default: 2,
    least: 1,
    about:
      "how many proxies share the Redis server: while it does not answer, each applies that share of limits and " +
      "budgets by itself",
  }),
} as const;

import { integer, optionalText, text } from "../option.js";

/** What several proxies have in common. */
export const STATE_OPTIONS = {
  redisUrl: optionalText({
    flag: "redis-url",
    placeholder: "URL",
    defaultText: "none: one machine, by its SQLite file",
    secret: true,
    about:
      "Redis or Valkey server on which any number of proxies keep originals, answers, limits and budgets together, such as " +
      "redis://:password@redis:6379; rediss:// is encrypted. A password is safer in the variable",
  }),
  redisPrefix: text({
    flag: "redis-prefix",
    default: "headroom",
    about: "what the names of all keys on it begin with",
  }),
  redisTimeoutMs: integer({
    flag: "redis-timeout",
    placeholder: "MS",
    default: 90,
    least: 1,
    about: "longest wait for an answer of it in milliseconds, once: after that it is left alone until it answers again",
  }),
  replicas: integer({
    flag: "replicas",
    default: 2,
    least: 1,
    about:
      "how many proxies share it: while it does not answer, each keeps to that part of limits and budgets by itself",
  }),
} as const;

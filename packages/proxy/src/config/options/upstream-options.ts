import { addresses, integer } from "../option.js";

/** Where requests go. */
export const UPSTREAM_OPTIONS = {
  upstreams: addresses({
    flag: "upstream",
    placeholder: "[PROVIDER=]URL",
    defaultText: "the official addresses, and http://127.0.0.1:4000 for a LiteLLM gateway",
    about:
      "where requests go, for one provider (openai, anthropic, google, cohere, mistral, litellm) or all; may be repeated. " +
      "Clients reach the last two under /mistral and /litellm, since their paths are those of others",
  }),
  connectTimeoutSeconds: integer({
    flag: "connect-timeout",
    placeholder: "SECONDS",
    default: 10,
    least: 1,
    most: 86_400,
    about: "longest wait for a connection",
  }),
  firstByteTimeoutSeconds: integer({
    flag: "first-byte-timeout",
    placeholder: "SECONDS",
    default: 600,
    least: 0,
    most: 86_400,
    about: "longest wait for the beginning of an answer, 0 for ever; models think for minutes",
  }),
  idleTimeoutSeconds: integer({
    flag: "idle-timeout",
    placeholder: "SECONDS",
    default: 600,
    least: 0,
    most: 86_400,
    about: "longest silence inside an answer, 0 for ever",
  }),
  requestTimeoutSeconds: integer({
    flag: "request-timeout",
    placeholder: "SECONDS",
    default: 0,
    least: 0,
    most: 86_400,
    about: "longest time that a request may take in all, 0 for any",
  }),
} as const;

import { addresses, integer } from "../option.js";

/** Where requests go. */
export const UPSTREAM_OPTIONS = {
  upstreams: addresses({
    flag: "upstream",
    placeholder: "[PROVIDER=]URL",
    defaultText: "the official addresses, and http://127.0.0.1:4000 for a LiteLLM gateway",
    about:
      "where requests go, for one provider (openai, anthropic, google, cohere, mistral, litellm) or for all; may " +
      "be repeated. Clients reach mistral and litellm under /mistral and /litellm, because their paths are the " +
      "same as OpenAI's",
  }),
  connectTimeoutSeconds: integer({
    flag: "connect-timeout",
    placeholder: "SECONDS",
    default: 10,
    least: 1,
    most: 86_400,
    about: "maximum wait for a connection",
  }),
  firstByteTimeoutSeconds: integer({
    flag: "first-byte-timeout",
    placeholder: "SECONDS",
    default: 600,
    least: 0,
    most: 86_400,
    about: "maximum wait for the first byte of a response, 0 for no limit; models may think for minutes",
  }),
  idleTimeoutSeconds: integer({
    flag: "idle-timeout",
    placeholder: "SECONDS",
    default: 600,
    least: 0,
    most: 86_400,
    about: "maximum silence within a response, 0 for no limit",
  }),
  requestTimeoutSeconds: integer({
    flag: "request-timeout",
    placeholder: "SECONDS",
    default: 0,
    least: 0,
    most: 86_400,
    about: "maximum duration of a whole request, 0 for no limit",
  }),
} as const;

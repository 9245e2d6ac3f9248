import { addresses } from "../option.js";

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
} as const;

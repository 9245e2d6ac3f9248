import type { Problem } from "./problem.js";

/** Providers whose requests this proxy tells apart. */
export type ProviderName = "openai" | "anthropic" | "litellm";

/** What the proxy knows about a provider. */
export interface Provider {
  readonly name: ProviderName;
  /** Where its requests go unless configured otherwise. */
  readonly address: string;
  /** Environment variable that gives another address. */
  readonly environment: string;
  /** An error in the form that its clients read. */
  errorBody(problem: Problem): unknown;
}

const ANTHROPIC_TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  504: "timeout_error",
};

function openaiError({ status, code, message }: Problem): unknown {
  return { error: { message, type: status < 500 ? "invalid_request_error" : "api_error", param: null, code } };
}

/** All providers, by name. */
export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = {
  openai: {
    name: "openai",
    address: "https://api.openai.com",
    environment: "OPENAI_TARGET_API_URL",
    errorBody: openaiError,
  },
  anthropic: {
    name: "anthropic",
    address: "https://api.anthropic.com",
    environment: "ANTHROPIC_TARGET_API_URL",
    errorBody: ({ status, message }) => ({
      type: "error",
      error: { type: ANTHROPIC_TYPES[status] ?? "api_error", message },
    }),
  },
  // A gateway that people run themselves; this is where it listens by default.
  litellm: {
    name: "litellm",
    address: "http://127.0.0.1:4000",
    environment: "LITELLM_TARGET_API_URL",
    errorBody: openaiError,
  },
};

import type { Problem } from "./problem.js";

/** Providers whose requests this proxy tells apart. */
export type ProviderName = "openai" | "anthropic" | "google" | "cohere" | "mistral" | "litellm";

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

const GOOGLE_STATUSES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  413: "INVALID_ARGUMENT",
  502: "UNAVAILABLE",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
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
  google: {
    name: "google",
    address: "https://generativelanguage.googleapis.com",
    environment: "GOOGLE_TARGET_API_URL",
    errorBody: ({ status, message }) => ({
      error: { code: status, message, status: GOOGLE_STATUSES[status] ?? "INTERNAL" },
    }),
  },
  cohere: {
    name: "cohere",
    address: "https://api.cohere.com",
    environment: "COHERE_TARGET_API_URL",
    errorBody: ({ message }) => ({ message }),
  },
  mistral: {
    name: "mistral",
    address: "https://api.mistral.ai",
    environment: "MISTRAL_TARGET_API_URL",
    errorBody: ({ status, code, message }) => ({
      object: "error",
      message,
      type: status < 500 ? "invalid_request_error" : "internal_server_error",
      param: null,
      code,
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

import { expect, it } from "vitest";
import { encodingForModel } from "./encoding-for-model.js";

it.each([
  "gpt-4o",
  "gpt-4o-2024-11-20",
  "gpt-4o-mini",
  "gpt-4o-mini-search-preview-2025-03-11",
  "chatgpt-4o-latest",
  "gpt-4.1",
  "gpt-4.1-nano-2025-04-14",
  "gpt-4.5-preview",
  "gpt-5",
  "gpt-5-2025-08-07",
  "gpt-5-chat-latest",
  "gpt-5.5",
  "gpt-5.1-codex-max",
  "o1",
  "o1-preview-2024-09-12",
  "o3-mini",
  "o4-mini-2025-04-16",
  "gpt-oss-120b",
  "gpt-oss:20b",
  "codex-mini-latest",
  "openai/gpt-5-mini",
  "openrouter/openai/gpt-4o:free",
  "openai.gpt-oss-120b-1:0",
  "ft:gpt-4o-mini-2024-07-18:acme:support:abc123",
  " GPT-4o ",
])("counts %j exactly with o200k", (model) => {
  expect(encodingForModel(model)).toEqual({ encoding: "o200k_base", exact: true });
});

it.each([
  "gpt-4",
  "gpt-4-0613",
  "gpt-4-32k-0314",
  "gpt-4-turbo-2024-04-09",
  "gpt-4-vision-preview",
  "gpt-3.5-turbo",
  "gpt-3.5-turbo-16k-0613",
  "gpt-35-turbo",
  "azure/gpt-35-turbo-16k",
  "text-embedding-3-large",
  "text-embedding-ada-002",
  "davinci-002",
  "ft:gpt-3.5-turbo-0125:acme::abc123",
  "ft:babbage-002:acme::abc123",
])("counts %j exactly with cl100k", (model) => {
  expect(encodingForModel(model)).toEqual({ encoding: "cl100k_base", exact: true });
});

it.each([
  "",
  "claude-sonnet-5",
  "anthropic/claude-opus-4-8",
  "gemini-3.1-pro",
  "mistral-large-latest",
  "command-a-03-2025",
  "llama-3.3-70b",
  "gpt-6",
  "gpt-4x",
  "gpt-50",
  "o3d",
  "o10-mini",
  "gpt-4all",
  "text-davinci-003",
  "my-gpt-4o-deployment",
])("counts %j with o200k, as an approximation", (model) => {
  expect(encodingForModel(model)).toEqual({ encoding: "o200k_base", exact: false });
});

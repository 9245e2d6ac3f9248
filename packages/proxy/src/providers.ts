import type { Provider } from "@headroom/core";
import { anthropicProvider } from "@headroom/providers-anthropic";
import { cohereProvider } from "@headroom/providers-cohere";
import { googleProvider } from "@headroom/providers-google";
import { litellmProvider } from "@headroom/providers-litellm";
import { mistralProvider } from "@headroom/providers-mistral";
import { openaiProvider } from "@headroom/providers-openai";

/** The providers that the proxy knows unless others are given. What nobody claims goes to the first. */
export const PROVIDERS: readonly Provider[] = [
  openaiProvider,
  anthropicProvider,
  googleProvider,
  cohereProvider,
  mistralProvider,
  litellmProvider,
];

import type { Provider } from "@headroom/core";
import { anthropicProvider } from "@headroom/providers-anthropic";
import { cohereProvider } from "@headroom/providers-cohere";
import { googleProvider } from "@headroom/providers-google";
import { mistralProvider } from "@headroom/providers-mistral";
import { openaiProvider } from "@headroom/providers-openai";

/** The providers that are known unless others are given. */
export const DEFAULT_PROVIDERS: readonly Provider[] = [
  openaiProvider,
  anthropicProvider,
  googleProvider,
  cohereProvider,
  mistralProvider,
];

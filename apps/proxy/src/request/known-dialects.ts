import { type Dialect, detectProvider, type JsonValue, type ModelOverrides } from "@headroom/core";
import { anthropicProvider } from "@headroom/providers-anthropic";
import { cohereProvider } from "@headroom/providers-cohere";
import { googleProvider } from "@headroom/providers-google";
import { litellmProvider } from "@headroom/providers-litellm";
import { mistralProvider } from "@headroom/providers-mistral";
import { openaiProvider } from "@headroom/providers-openai";

const PROVIDERS = [openaiProvider, anthropicProvider, googleProvider, cohereProvider, mistralProvider, litellmProvider];

/** The dialects that the command line reads. */
export interface KnownDialects {
  /** By the names that the command line accepts. */
  readonly byName: ReadonlyMap<string, Dialect>;
  /** The dialect that a request body is written in, by its own members; OpenAI chat where nothing speaks against it. */
  detect(body: unknown): Dialect;
}

/** The dialects of all providers, with facts about models that the user gives. */
export function knownDialects(models: ModelOverrides = {}): KnownDialects {
  const providers = PROVIDERS.map((provider) => provider.withModels(models));
  const byName = new Map<string, Dialect>();
  for (const dialect of providers.flatMap(({ dialects }) => dialects)) {
    // A gateway has the dialect of another provider, too; that provider goes first.
    if (!byName.has(dialect.name)) byName.set(dialect.name, dialect);
  }
  const usual = byName.get("openai-chat") as Dialect;
  return { byName, detect: (body) => detectProvider({ body: body as JsonValue }, providers)?.dialect ?? usual };
}

/** The names that the command line accepts. */
export const DIALECT_NAMES: readonly string[] = [...knownDialects().byName.keys()];

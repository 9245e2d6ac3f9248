const OPENAI = /(?:^|\/)(?:gpt-|chatgpt-|codex-|o\d)/;

/**
 * Smallest prefix in tokens that the provider of a model is taken to cache: OpenAI's for its models, for all others the
 * largest that is known of any provider. The packages of providers know better.
 *
 * @example
 * ```ts
 * import { withHeadroom } from "@headroom/langchain";
 *
 * withHeadroom(model, { minimumCacheableTokens: (name) => (name.startsWith("claude-sonnet") ? 1024 : 4096) });
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  return OPENAI.test(model.toLowerCase()) ? 1024 : 4096;
}

const OPENAI = /(?:^|\/)(?:gpt-|chatgpt-|codex-|o\d)/;

/**
 * Smallest prefix in tokens that the provider of a model is taken to cache: OpenAI's for its models, for all others the
 * largest that is known of any provider. The packages of providers know better.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/core/integration";
 *
 * minimumCacheableTokens("openai/gpt-5.5"); // 1024
 * minimumCacheableTokens("claude-sonnet-5"); // 4096
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  return OPENAI.test(model.toLowerCase()) ? 1024 : 4096;
}

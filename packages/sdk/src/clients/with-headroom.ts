import { DEFAULT_PROVIDERS } from "../default-providers.js";
import { type Fetch, fetchWith } from "../fetch/headroom-fetch.js";
import { createRewriter } from "../optimize/rewriter.js";
import type { HeadroomOptions } from "../options/headroom-options.js";
import { adapterOf } from "./adapter-of.js";

/**
 * A client like the one given, that sends smaller requests. It is of the same class and type, with every method and
 * streaming helper; the client that was given stays as it is.
 *
 * Takes clients of openai, @anthropic-ai/sdk, @google/genai, cohere-ai and @mistralai/mistralai, or of the providers that
 * are given.
 *
 * @throws HeadroomError `invalid-option` for what is none of these, or for a wrong option, saying what to do.
 * @example
 * const client = withHeadroom(new OpenAI());
 * await client.chat.completions.create({ model: "gpt-5.5", messages });
 */
export function withHeadroom<C extends object>(client: C, options: HeadroomOptions = {}): C {
  const { provider, adapter } = adapterOf(client, "withHeadroom", options.providers ?? DEFAULT_PROVIDERS);
  const rewriter = createRewriter(options, "withHeadroom", provider.name);
  return adapter.withFetch(client, (base) => fetchWith(rewriter, base as Fetch | undefined)) as C;
}

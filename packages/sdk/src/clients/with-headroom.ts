import { fetchWith } from "../fetch/headroom-fetch.js";
import { createRewriter } from "../optimize/rewriter.js";
import type { HeadroomOptions } from "../options/headroom-options.js";
import { adapterOf } from "./adapter-of.js";

/**
 * A client like the one given, that sends smaller requests. It is of the same class and type, with every method and
 * streaming helper; the client that was given stays as it is.
 *
 * Takes clients of openai, @anthropic-ai/sdk, @google/genai, cohere-ai and @mistralai/mistralai.
 *
 * @throws HeadroomError `invalid-option` for what is none of these, or for a wrong option, saying what to do.
 * @example
 * const client = withHeadroom(new OpenAI());
 * await client.chat.completions.create({ model: "gpt-5.5", messages });
 */
export function withHeadroom<C extends object>(client: C, options: HeadroomOptions = {}): C {
  const adapter = adapterOf(client, "withHeadroom");
  const rewriter = createRewriter(options, "withHeadroom", adapter.provider);
  return adapter.withFetch(client, (base) => fetchWith(rewriter, base)) as C;
}

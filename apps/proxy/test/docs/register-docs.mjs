// Lets programs of the documentation run in any folder: packages are those of this workspace, and what is sent to a provider
// goes to the sandbox at DOCS_SANDBOX.
import { registerHooks } from "node:module";
import "../support/register-sources.mjs";

const homes = ["apps/proxy", "packages/tokenizers", "packages/relevance", "."].map(
  (folder) => new URL(`../../../../${folder}/package.json`, import.meta.url).href,
);

registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context);
    } catch (error) {
      if (specifier.startsWith(".") || specifier.includes(":")) throw error;
      for (const parentURL of homes) {
        try {
          return nextResolve(specifier, { ...context, parentURL });
        } catch {}
      }
      throw error;
    }
  },
});

const OFFICIAL =
  /^https:\/\/(?:api\.openai\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|api\.cohere\.com|api\.mistral\.ai)(?=\/)/;
const { fetch } = globalThis;

/** @type {typeof fetch} */
globalThis.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (!OFFICIAL.test(url)) return fetch(input, init);
  const target = url.replace(OFFICIAL, /** @type {string} */ (process.env.DOCS_SANDBOX));
  return fetch(input instanceof Request ? new Request(target, input) : target, init);
};

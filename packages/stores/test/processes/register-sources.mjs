// Lets a child process run the TypeScript sources as they are: `.js` means the `.ts` beside it, and a package of this
// workspace means its sources.
import { registerHooks } from "node:module";

const packages = new URL("../../../", import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const sibling = specifier.match(/^@headroom\/([^/]+)$/);
    if (sibling) {
      return nextResolve(new URL(`${sibling[1]}/src/index.ts`, packages).href, context);
    }
    const isSource = specifier.startsWith(".") && context.parentURL?.endsWith(".ts");
    return nextResolve(isSource ? specifier.replace(/\.js$/, ".ts") : specifier, context);
  },
});

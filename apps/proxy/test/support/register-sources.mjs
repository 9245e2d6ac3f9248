// Lets a child process run the sources as they are: `.js` means the `.ts` beside it, and a package of this workspace means
// its sources. Node removes the types.
import { registerHooks } from "node:module";

const packages = new URL("../../../../packages/", import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const [, name, subpath] = /^@headroom\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
    if (name !== undefined) {
      const file = subpath === undefined ? "index.ts" : `${subpath}/index.ts`;
      return nextResolve(new URL(`${name}/src/${file}`, packages).href, context);
    }
    const isSource = specifier.startsWith(".") && context.parentURL?.endsWith(".ts");
    return nextResolve(isSource ? specifier.replace(/\.js$/, ".ts") : specifier, context);
  },
});

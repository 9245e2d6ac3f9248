// Lets a child process run the sources as they are: `.js` means the `.ts` beside it, a package of this workspace means its
// sources, and types are removed while loading.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const packages = new URL("../../../../packages/", import.meta.url);
const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };

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
  load(url, context, nextLoad) {
    if (!url.endsWith(".ts")) return nextLoad(url, context);
    const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), "utf8"), { compilerOptions });
    return { format: "module", source: outputText, shortCircuit: true };
  },
});

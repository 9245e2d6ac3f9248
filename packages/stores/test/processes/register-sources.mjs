// Lets a child process run the TypeScript sources as they are, on every Node version: `.js` means the `.ts` beside it, a
// package of this workspace means its sources, and types are removed while loading.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const packages = new URL("../../../", import.meta.url);
const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };

registerHooks({
  resolve(specifier, context, nextResolve) {
    const sibling = specifier.match(/^@headroom\/([^/]+)$/);
    if (sibling) {
      return nextResolve(new URL(`${sibling[1]}/src/index.ts`, packages).href, context);
    }
    const isSource = specifier.startsWith(".") && context.parentURL?.endsWith(".ts");
    return nextResolve(isSource ? specifier.replace(/\.js$/, ".ts") : specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.endsWith(".ts")) {
      return nextLoad(url, context);
    }
    const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), "utf8"), { compilerOptions });
    return { format: "module", source: outputText, shortCircuit: true };
  },
});

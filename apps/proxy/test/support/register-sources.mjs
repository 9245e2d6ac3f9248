// Lets a child process run the sources as they are: `.js` means the `.ts` beside it, and a package of this workspace means
// its sources. Types are removed once for each source and kept: many processes read the same ones.
import { hash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";

const packages = new URL("../../../../packages/", import.meta.url);
const cache = fileURLToPath(new URL("../../../../node_modules/.cache/headroom-sources/", import.meta.url));

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
    if (!url.startsWith("file:") || !url.endsWith(".ts")) return nextLoad(url, context);
    return { format: "module", source: withoutTypes(readFileSync(fileURLToPath(url), "utf8")), shortCircuit: true };
  },
});

/** @param {string} source */
function withoutTypes(source) {
  const file = `${cache}${hash("sha1", source)}-${process.version}.js`;
  try {
    return readFileSync(file, "utf8");
  } catch {}
  const code = stripTypeScriptTypes(source, { mode: "transform" });
  mkdirSync(cache, { recursive: true });
  // Others may write the same file at the same time.
  writeFileSync(`${file}.${process.pid}`, code);
  renameSync(`${file}.${process.pid}`, file);
  return code;
}

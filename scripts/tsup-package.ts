import { defineConfig, type Options } from "tsup";
import { packageEntries } from "./package-entries.js";

/**
 * The build of one workspace package, derived from its package.json. Libraries come out as ESM, CJS and declarations,
 * packages that only have a command as ESM.
 *
 * @example
 * export default tsupPackage();
 */
export function tsupPackage(overrides: Options = {}): ReturnType<typeof defineConfig> {
  const { library, commands } = packageEntries(process.cwd());
  const isLibrary = Object.keys(library).length > 0;
  return defineConfig({
    entry: { ...library, ...commands },
    format: isLibrary ? ["esm", "cjs"] : ["esm"],
    // Declarations of other workspace packages come from their build, never from their sources.
    dts: isLibrary ? { compilerOptions: { paths: {} } } : false,
    sourcemap: true,
    clean: true,
    target: "node20",
    // tsup would otherwise strip the prefix of builtins that exist only with it, such as node:sqlite.
    removeNodeProtocol: false,
    ...overrides,
  });
}

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Options } from "tsup";

interface Manifest {
  readonly exports?: Record<string, unknown>;
  readonly bin?: Record<string, string>;
}

/**
 * The build of one workspace package, derived from its package.json: `.` is built from src/index.ts, `./sqlite` from
 * src/sqlite/index.ts, a `bin` of dist/main.js from src/main.ts. Libraries come out as ESM, CJS and declarations,
 * packages that only have a `bin` as ESM.
 *
 * @example
 * export default tsupPackage();
 */
export function tsupPackage(overrides: Options = {}): ReturnType<typeof defineConfig> {
  const manifest: Manifest = JSON.parse(readFileSync(resolve("package.json"), "utf8"));
  const library = libraryEntries(manifest.exports ?? {});
  const isLibrary = Object.keys(library).length > 0;
  return defineConfig({
    entry: { ...library, ...binEntries(manifest.bin ?? {}) },
    format: isLibrary ? ["esm", "cjs"] : ["esm"],
    // Declarations of other workspace packages come from their build, never from their sources.
    dts: isLibrary ? { compilerOptions: { paths: {} } } : false,
    sourcemap: true,
    clean: true,
    target: "node20",
    // esbuild would strip the prefix of builtins that exist only with it, such as node:sqlite.
    removeNodeProtocol: false,
    ...overrides,
  });
}

function libraryEntries(exports: Record<string, unknown>): Record<string, string> {
  const subpaths = Object.keys(exports).filter((subpath) => !subpath.endsWith(".json"));
  return Object.fromEntries(
    subpaths.map((subpath) => {
      const entry = subpath === "." ? "index" : `${subpath.slice(2)}/index`;
      return [entry, `src/${entry}.ts`];
    }),
  );
}

function binEntries(bin: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.values(bin).map((target) => {
      const entry = target.replace(/^(?:\.\/)?dist\//, "").replace(/\.js$/, "");
      return [entry, `src/${entry}.ts`];
    }),
  );
}

import { packageEntries } from "../../scripts/package-entries.js";
import { tsupPackage } from "../../scripts/tsup-package.js";

/** Runs before all that is imported beside it; as part of an ESM bundle it would run behind that. */
const FIRST = "require-node";

export default tsupPackage({
  entry: { ...packageEntries(process.cwd()).library, [FIRST]: `src/${FIRST}.ts` },
  esbuildOptions(options, { format }) {
    if (format === "esm") options.external = [...(options.external ?? []), `./${FIRST}.js`];
  },
});

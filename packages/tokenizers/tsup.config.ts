import { tsupPackage } from "../../scripts/tsup-package.js";

// `loadTekken` resolves a package from where it stands itself, in the CommonJS build too.
export default tsupPackage({ shims: true });

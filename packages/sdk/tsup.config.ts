import { tsupPackage } from "../../scripts/tsup-package.js";

// Optional, so that it may be missing: it must not come along in the bundle.
export default tsupPackage({ external: [/^@headroom\/stores/] });

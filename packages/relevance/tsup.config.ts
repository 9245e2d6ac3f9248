import { tsupPackage } from "../../scripts/tsup-package.js";

export default tsupPackage();

import { installedProgram } from "./installed-program.js";

/** A real Chromium; absent where none is installed, outside of continuous integration. */
export const chromium: string | undefined = installedProgram({
  names: ["chromium", "chromium-browser", "google-chrome"],
  debianPackage: "chromium",
});

import { cohere } from "../../../core/test/shapes/cohere.js";
import type { HeadroomOptions } from "../../src/index.js";

/** A route for Cohere. */
export const COHERE_ROUTES: HeadroomOptions = {
  routes: [{ provider: "cohere", path: /\/v2\/chat$/, dialect: cohere }],
};

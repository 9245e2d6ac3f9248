/** What an optimizer needs of the machine, apart from the server so that commands start without it. */
export { type OptimizerParts, openOptimizerParts } from "./open-optimizer-parts.js";
export { storePath } from "./store-path.js";

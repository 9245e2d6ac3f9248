/** Headroom for LangChain: models, agents and callbacks that send smaller requests. */
export { langchainMessages } from "./dialect.js";
export { HeadroomOptimizer, type HeadroomOptimizerOptions } from "./headroom-optimizer.js";
export { headroomMiddleware } from "./middleware.js";
export type { HeadroomOptions } from "./options.js";
export type { ModelCall } from "./recognise.js";
export { withHeadroom } from "./with-headroom.js";

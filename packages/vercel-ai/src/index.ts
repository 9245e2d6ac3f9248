/** Headroom for the AI SDK: a language model middleware that sends smaller requests. */
export { aiSdkPrompt } from "./dialect.js";
export { headroomMiddleware } from "./middleware.js";
export type { HeadroomOptions } from "./options.js";

/** Headroom for the Model Context Protocol: a server with tools, and shorter results of other servers. */
export { withHeadroom } from "./client/with-headroom.js";
export {
  type CompressedResult,
  createResultCompressor,
  type ResultCompressor,
  type ResultOf,
} from "./compress/create-result-compressor.js";
export { type AnsweredCall, toolResultDialect } from "./compress/tool-result-dialect.js";
export { createMcpHandler, type McpHandlerOptions } from "./http/create-mcp-handler.js";
export type { McpOptions, McpServerOptions } from "./options/mcp-options.js";
export { createMcpServer } from "./server/create-mcp-server.js";

/** Servers of the Model Context Protocol on Node.js: Headroom's own, and those of others behind it. */
export { type HttpServerOptions, type RunningServer, serveHttp } from "../http/serve-http.js";
export { type StdioStreams, serveStdio } from "../stdio/serve-stdio.js";
export { type WrapStreams, wrapCommand } from "../stdio/wrap-command.js";

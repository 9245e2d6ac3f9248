/** The packed proxy in front of the sandbox. Tells its address its parent. */
import { serveProxy } from "@headroom/proxy";
import { createSandboxTransport } from "@headroom/proxy/sandbox";

const { url } = await serveProxy({ port: 0, optimize: {}, transport: createSandboxTransport() });
process.send(url);

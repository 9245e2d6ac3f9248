import { serveProxy } from "@headroom/proxy";
import { createSandboxTransport } from "@headroom/proxy/sandbox";

/** Starts a proxy on a free port, with a sandbox behind it. Without `transport` it forwards to the providers. */
export const startProxy = () => serveProxy({ port: 0, optimize: {}, transport: createSandboxTransport() });

import { serveProxy } from "@headroom/proxy";
import { createSandboxTransport } from "@headroom/proxy/sandbox";

/** A proxy with a sandbox behind it, on a free port of this machine. Without `transport` it asks the providers. */
export const startProxy = () => serveProxy({ port: 0, optimize: {}, transport: createSandboxTransport() });

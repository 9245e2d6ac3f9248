import { createMemoryStore } from "@headroom/core";
import { createMcpHandler } from "@headroom/mcp";

const originals = createMemoryStore(); // or a store of @headroom/stores; use the one that requests are optimized with

/** Answers `/mcp` in any server that uses Request and Response: Hono, Next.js, Bun, Deno, a worker. */
export const handle = createMcpHandler({ originals, allowedHosts: ["tools.example.com"] });

import { type Case, check } from "../case.js";

/** Versions of clients and of Node.js. */
export const VERSIONS_CASES: readonly Case[] = [
  {
    id: "I1",
    fault: "the oldest and the newest of the providers' clients, and all versions of Node.js that either supports",
    expected: "each calls a tool whose output gets smaller on its way, and reads a streamed answer",
    checks: check("apps/proxy/scripts/drive-clients.mjs", "Runs the real Claude Code and Codex"),
    measured: [["versions", "proxy on Node"]],
  },
];

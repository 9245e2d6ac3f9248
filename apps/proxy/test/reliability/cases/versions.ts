import { type Case, check } from "../case.js";

/** Versions of clients and of Node.js. */
export const VERSIONS_CASES: readonly Case[] = [
  {
    id: "I1",
    fault:
      "the oldest and the newest of the providers' client libraries, and all Node.js versions that either supports",
    expected: "each calls a tool whose output is shortened on its way, and reads a streamed response",
    checks: check("apps/proxy/scripts/drive-clients.mjs", "Runs the real Claude Code and Codex"),
    measured: [["versions", "proxy on Node"]],
  },
];

import { type HeaderLines, headerValue } from "../headers/header-lines.js";

/** Where clients name their sessions; Headroom's own header before those of Claude Code and Codex. */
const NAMES = ["x-headroom-session", "x-claude-code-session-id", "session_id", "session-id"];
const MAX_LENGTH = 200;

/** What a client calls the session of a request; absent where it says nothing. */
export function sessionIn(lines: HeaderLines): string | undefined {
  for (const name of NAMES) {
    const value = headerValue(lines, name);
    if (value !== undefined && value !== "") return value.slice(0, MAX_LENGTH);
  }
  return undefined;
}

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { World } from "../commands/command.js";

/** Where agents on this machine write down their sessions, as far as the folders are there. */
export function usualFolders({ env }: Pick<World, "env">): readonly string[] {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const claude = env.CLAUDE_CONFIG_DIR ?? join(home, ".claude");
  const codex = env.CODEX_HOME ?? join(home, ".codex");
  return [join(claude, "projects"), join(codex, "sessions")].filter((folder) => existsSync(folder));
}

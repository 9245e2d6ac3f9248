import { homedir } from "node:os";
import { join } from "node:path";

/** Where originals are kept: the flag, else HEADROOM_STORE, else a file in the home directory. */
export function storePath(flag: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  return flag ?? env.HEADROOM_STORE ?? join(env.HOME ?? homedir(), ".headroom", "headroom.db");
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { readSession, type Session } from "./session.js";

/** The sessions that come with the command, in order of name. */
export function bundledSessions(): readonly Session[] {
  const folder = sessionFolder();
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => readSession(basename(file, ".json"), readFileSync(new URL(file, folder), "utf8")));
}

/** `sessions/` beside package.json, seen from a source file or from the built command. */
function sessionFolder(): URL {
  let folder = new URL("./", import.meta.url);
  while (!existsSync(new URL("package.json", folder))) folder = new URL("../", folder);
  return new URL("sessions/", folder);
}

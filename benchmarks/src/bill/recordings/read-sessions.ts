import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import type { Session } from "../session/session.ts";
import { claudeCode } from "./claude-code.ts";
import { codex } from "./codex.ts";
import { objectsOfFile } from "./json-values.ts";
import { messageList } from "./message-list.ts";
import { pi } from "./pi.ts";
import type { RecordingShape } from "./recording-shape.ts";
import { requestLog } from "./request-log.ts";

/** From the most particular shape to the most general. */
const SHAPES: readonly RecordingShape[] = [pi, claudeCode, codex, messageList, requestLog];

export interface ReadSessions {
  readonly sessions: readonly Session[];
  /** Files that hold no session of a known shape. */
  readonly leftOut: readonly string[];
}

/**
 * Reads the sessions of a file, or of all `.json` and `.jsonl` files of a folder and its folders, in order of name.
 *
 * @throws Error where the path does not exist.
 */
export function readSessions(path: string): ReadSessions {
  const isFolder = statSync(path).isDirectory();
  const files = isFolder
    ? readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name))
    : [path];
  const sessions: Session[] = [];
  const leftOut: string[] = [];
  for (const file of files.filter((name) => /\.jsonl?$/.test(name)).sort()) {
    const name = isFolder ? relative(path, file) : basename(file);
    const found = sessionsOfText(name.slice(0, -extname(name).length), readFileSync(file, "utf8"));
    if (found.length === 0) leftOut.push(name);
    sessions.push(...found);
  }
  return { sessions, leftOut };
}

/** The sessions in the text of a file, named after it. */
export function sessionsOfText(name: string, text: string): readonly Session[] {
  const objects = objectsOfFile(text);
  for (const shape of SHAPES) {
    const sessions = shape.read(name, objects)?.filter(({ turns }) => turns.length > 0) ?? [];
    if (sessions.length > 0) return sessions;
  }
  return [];
}

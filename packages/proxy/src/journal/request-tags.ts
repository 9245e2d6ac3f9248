import type { HeaderLines } from "../headers/header-lines.js";

const PREFIX = "x-headroom-";
/** Headers of ours that are no tags: who is asking. */
const SECRET: ReadonlySet<string> = new Set(["x-headroom-key"]);
const MAX_TAGS = 20;
const MAX_LENGTH = 200;

/** What a client says of a request in `x-headroom-*` headers, by what follows the prefix. */
export function requestTags(lines: HeaderLines): Readonly<Record<string, string>> {
  let tags: Record<string, string> | undefined;
  let count = 0;
  for (let at = 0; at + 1 < lines.length && count < MAX_TAGS; at += 2) {
    const line = lines[at] as string;
    if (line.length <= PREFIX.length || (line[0] !== "x" && line[0] !== "X")) continue;
    const name = line.toLowerCase();
    if (!name.startsWith(PREFIX) || SECRET.has(name)) continue;
    tags ??= {};
    tags[name.slice(PREFIX.length, MAX_LENGTH)] = (lines[at + 1] as string).slice(0, MAX_LENGTH);
    count += 1;
  }
  return tags ?? NONE;
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});

import { readdirSync, readFileSync } from "node:fs";
import type { Dialect } from "../src/conversation/dialect.js";
import type { Conversation, Part } from "../src/conversation/part.js";
import { readByteDocument } from "../src/document/byte-document.js";

/** Requests kept as files of exact bytes: their characters by name, in the order of their names. */
export function readFixtures(folder: URL): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return new Map(files.sort().map((file) => [file.slice(0, -5), readFileSync(new URL(file, folder), "utf8")]));
}

/** The parts of a request, with the sources of values as they stand in its text. */
export function readParts(dialect: Dialect, text: string): readonly Part[] {
  const document = readByteDocument(new TextEncoder().encode(text));
  return (dialect.read(document.value, document.raw) as Conversation).parts;
}

/** One line per part: where, who, what, locks, and the beginning of the text. */
export function summarise(parts: readonly Part[]): readonly string[] {
  return parts.map((part) => {
    const text = part.text === undefined ? "" : ` ${JSON.stringify(part.text).slice(0, 40)}`;
    const locks = part.locks.length === 0 ? "" : ` [${part.locks.join(" ")}]`;
    return `${part.path.join(".")}: ${part.role} ${part.kind}${locks}${text}`;
  });
}

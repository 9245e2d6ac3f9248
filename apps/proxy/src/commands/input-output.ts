import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { World } from "./command.js";
import { InputError } from "./flags.js";

/** The whole of a file, or of standard input for `-` and for nothing. */
export async function readInput(file: string | undefined, world: World): Promise<Uint8Array> {
  if (file === undefined || file === "-") return buffer(world.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

/** A file or standard input as a stream. */
export function openInput(file: string | undefined, world: World): Readable {
  return file === undefined || file === "-" ? world.stdin : createReadStream(file);
}

/** Writes and waits until the stream takes more. */
export function writeTo(stream: Writable, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(data, (error) => (error ? reject(error) : resolve()));
  });
}

/** Writes JSON to a file, or to standard output for `-`. */
export async function writeJson(file: string, value: unknown, world: World): Promise<void> {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (file === "-") return writeTo(world.stdout, text);
  await writeFile(file, text);
}

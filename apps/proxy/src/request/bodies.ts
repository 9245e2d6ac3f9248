import type { MaybePromise, Report } from "@headroom/core";
import type { World } from "../commands/command.js";
import { InputError } from "../commands/flags.js";
import { openInput, readInput, writeTo } from "../commands/input-output.js";
import { readBodyLines } from "./json-lines.js";

/** What became of one body. */
export interface Converted {
  readonly body: Uint8Array;
  readonly report?: Report;
}

/** Turns the bytes of one request body, also given as a value, into another body. */
export type Convert = (bytes: Uint8Array, value: unknown) => MaybePromise<Converted>;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Converts one body. @throws InputError when it is not JSON. */
export async function convertOne(file: string | undefined, convert: Convert, world: World): Promise<Converted> {
  const bytes = await readInput(file, world);
  return convert(bytes, parseBody(bytes));
}

/** Converts a stream of lines `{"id", "body"}`, in order, one at a time. */
export async function convertLines(file: string | undefined, convert: Convert, world: World): Promise<void> {
  for await (const line of readBodyLines(openInput(file, world))) {
    const { body, report } = await convert(encoder.encode(line.body), JSON.parse(line.body));
    const tail = report === undefined ? "" : `,"report":${JSON.stringify(report)}`;
    await writeTo(world.stdout, `{"id":${line.id},"body":${decoder.decode(body)}${tail}}\n`);
  }
}

function parseBody(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError("The input is not valid UTF-8.");
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`The input is not JSON: ${(error as Error).message}.`);
  }
}

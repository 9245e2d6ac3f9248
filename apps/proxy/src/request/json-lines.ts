import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type JsonTree, locate, nodeSource, scanJson } from "@headroom/core";

/** A line of a JSONL stream that could not be read. */
export class BadLineError extends Error {
  override readonly name = "BadLineError";
}

/** One request of a JSONL stream: the JSON sources of its id and its body, as they stand in the line. */
export interface BodyLine {
  readonly id: string;
  readonly body: string;
}

/**
 * Reads lines `{"id", "body"}` one at a time; empty lines are skipped.
 *
 * @throws BadLineError naming the line when one is not such an object.
 */
export async function* readBodyLines(input: Readable): AsyncGenerator<BodyLine> {
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() !== "") yield parseLine(line, number);
  }
}

function parseLine(line: string, number: number): BodyLine {
  const tree = scanLine(line, number);
  const body = locate(tree, ["body"]);
  if (body < 0) throw new BadLineError(`Line ${number} has no "body"; every line is {"id": ..., "body": {...}}.`);
  const id = locate(tree, ["id"]);
  return { id: id < 0 ? "null" : nodeSource(tree, id), body: nodeSource(tree, body) };
}

function scanLine(line: string, number: number): JsonTree {
  try {
    return scanJson(line);
  } catch (error) {
    throw new BadLineError(`Line ${number} is not JSON: ${(error as Error).message}.`);
  }
}

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { asObject, type JsonValue } from "@headroom/core";
import { createMemoryStorage, createStorage, type MetricsStorage } from "@headroom/sdk";
import { InputError } from "../commands/flags.js";
import { readLines } from "../files/read-lines.js";
import { readLoggedRequest } from "../request-log/logged-request.js";
import { loggedMetrics } from "./logged-metrics.js";

const SQLITE = "SQLite format 3\0";
const MOST_LINE_BYTES = 16 * 1024 * 1024;

/**
 * What is known of requests, from a file: a store of the SDK in SQLite, its lines, or the request log of a proxy.
 *
 * @throws InputError where the file cannot be read, or knows of no request.
 */
export async function openMetrics(path: string): Promise<MetricsStorage> {
  const head = await headOf(path);
  if (head === SQLITE) {
    const otherwise = "has no figures of requests. The proxy writes those to a log: headroom proxy --log-file PATH.";
    return openStorage(resolve(path), path, otherwise);
  }
  const otherwise =
    "knows of no request: it is neither a store of the SDK nor a request log (headroom proxy --log-file PATH).";
  return (await readLog(path)) ?? openStorage(`jsonl:///${resolve(path)}`, path, otherwise);
}

async function headOf(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(SQLITE.length), 0, SQLITE.length, 0);
      return buffer.toString("latin1", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

/** A store in SQLite, or lines, as the SDK writes them. */
async function openStorage(url: string, path: string, otherwise: string): Promise<MetricsStorage> {
  const storage = createStorage(url);
  try {
    if ((await storage.count()) > 0) return storage;
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${(error as Error).message}.`);
  }
  await storage.close();
  throw new InputError(`${path} ${otherwise}`);
}

async function readLog(path: string): Promise<MetricsStorage | undefined> {
  const storage = createMemoryStorage({ maxRequests: Number.POSITIVE_INFINITY });
  let found = false;
  for await (const { text = "" } of readLines(createReadStream(path), MOST_LINE_BYTES)) {
    const request = readLoggedRequest(asObject(parse(text)) ?? {});
    if (request === undefined) continue;
    found = true;
    storage.save(loggedMetrics(request));
  }
  return found ? storage : undefined;
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

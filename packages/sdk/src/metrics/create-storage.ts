import { pathOfStoreUrl } from "../options/store-url.js";
import { createJsonlStorage } from "./jsonl-storage.js";
import type { MetricsStorage } from "./metrics-storage.js";
import { createSqliteStorage } from "./sqlite-storage.js";

const JSONL = /^jsonl:\/\//i;

/** Whether a URL names a file of JSON lines, which holds metrics and nothing else. */
export function isJsonlUrl(url: string): boolean {
  return JSONL.test(url);
}

/**
 * The storage of metrics that a URL names: `sqlite:///relative/path`, `sqlite:////absolute/path`, the same with `jsonl:`, or the
 * path of a SQLite file. Nothing is opened before it is used.
 *
 * @throws HeadroomError `invalid-option` for another scheme.
 * @example
 * const storage = createStorage("jsonl:///requests.jsonl");
 */
export function createStorage(url: string): MetricsStorage {
  return isJsonlUrl(url)
    ? createJsonlStorage(pathOfStoreUrl(url.replace(JSONL, "sqlite://")))
    : createSqliteStorage(pathOfStoreUrl(url));
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Dialect, JsonValue, Lock, PartKind } from "@headroom/core";

const PACKAGES = fileURLToPath(new URL("../../../../packages/", import.meta.url));

/** The recorded and written requests of a provider package. */
function requestsOf(provider: string): readonly JsonValue[] {
  const source = `${PACKAGES}providers-${provider}/src/`;
  const folders = [source, ...readdirSync(source).map((name) => `${source}${name}/`)]
    .map((folder) => `${folder}__fixtures__/`)
    .filter((folder) => existsSync(folder));
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => JSON.parse(readFileSync(folder + file, "utf8")) as JsonValue),
  );
}

/** The kinds of parts that a dialect reads in the requests of its package, each with the locks that were on one. */
export function locksSeen(provider: string, dialect: Dialect): ReadonlyMap<PartKind, ReadonlySet<Lock>> {
  const seen = new Map<PartKind, Set<Lock>>();
  // A gateway speaks the formats of others.
  const requests = [provider, ...(provider === "litellm" ? ["openai"] : [])].flatMap(requestsOf);
  for (const body of requests) {
    for (const { kind, locks } of dialect.read(body, (_path, value) => JSON.stringify(value))?.parts ?? []) {
      const known = seen.get(kind) ?? new Set();
      seen.set(kind, known);
      for (const lock of locks) known.add(lock);
    }
  }
  return seen;
}

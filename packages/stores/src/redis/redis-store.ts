import { type ResolvedStoreLimits, type Store, StoreError } from "@headroom/core";
import { COMPARE_AND_SET, DELETE, GET, SET, TOUCH } from "./entry-scripts.js";
import { keyName } from "./key-names.js";
import type { Argument, RedisConnection, Reply } from "./redis-connection.js";
import { fromBytes, toBytes } from "./redis-text.js";
import type { Script } from "./script.js";

/** Texts on a server, bounded for each tenant: what stands before the first colon of a key. */
export class RedisStore implements Store {
  #isClosed = false;

  constructor(
    private readonly connection: RedisConnection,
    private readonly prefix: string,
    private readonly namespace: string,
    private readonly limits: ResolvedStoreLimits,
    private readonly now: (() => number) | undefined,
  ) {}

  async get(key: string): Promise<string | undefined> {
    const value = await this.#run(GET, tenantOf(key), [toBytes(key)]);
    return value === null ? undefined : fromBytes(value as Buffer);
  }

  async set(key: string, value: string): Promise<void> {
    const written = await this.#run(SET, tenantOf(key), [...this.#bounds(), toBytes(key), toBytes(value)]);
    if (written === 0) throw this.#tooLarge(value);
  }

  async compareAndSet(key: string, expected: string | undefined, value: string): Promise<boolean> {
    const condition = expected === undefined ? [] : [toBytes(expected)];
    const args = [...this.#bounds(), toBytes(key), toBytes(value), ...condition];
    const written = await this.#run(COMPARE_AND_SET, tenantOf(key), args);
    if (written === 0) throw this.#tooLarge(value);
    return written === 1;
  }

  async touch(keys: readonly string[]): Promise<readonly string[]> {
    this.#assertOpen();
    const there = new Set<string>();
    for (const [tenant, own] of byTenant(keys)) {
      const flags = (await this.#run(TOUCH, tenant, own.map(toBytes))) as readonly number[];
      for (const [index, key] of own.entries()) if (flags[index] === 1) there.add(key);
    }
    return keys.filter((key) => there.has(key));
  }

  async delete(key: string): Promise<void> {
    await this.#run(DELETE, tenantOf(key), [toBytes(key)]);
  }

  close(): void {
    this.#isClosed = true;
  }

  #bounds(): readonly Argument[] {
    return [boundOf(this.limits.maxBytes), boundOf(this.limits.maxEntries)];
  }

  async #run(script: Script, tenant: string, args: readonly Argument[]): Promise<Reply> {
    this.#assertOpen();
    const name = (part: string) => keyName(this.prefix, this.namespace, tenant, part);
    // Entries age by use, so that the time of their last use is the only one.
    const keys = [name("values"), name("used"), name("used"), name("bytes")];
    const now = this.now === undefined ? "" : String(this.now());
    return this.connection.run(script, keys, [now, boundOf(this.limits.maxAgeMs), ...args]);
  }

  #assertOpen(): void {
    if (!this.#isClosed) return;
    throw new StoreError("closed", `The store on ${this.connection.place} was closed. Open it again to use it.`);
  }

  #tooLarge(value: string): StoreError {
    const { maxBytes } = this.limits;
    const message = `A text of ${value.length} characters does not fit into a store of ${maxBytes} bytes. Raise maxBytes, or do not store it.`;
    return new StoreError("too-large", message);
  }
}

function byTenant(keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const key of new Set(keys)) {
    const group = groups.get(tenantOf(key));
    if (group === undefined) groups.set(tenantOf(key), [key]);
    else group.push(key);
  }
  return groups;
}

function tenantOf(key: string): string {
  const end = key.indexOf(":");
  return end < 0 ? "" : key.slice(0, end);
}

/** Lua reads the word as a number, too. */
export function boundOf(limit: number): string {
  return limit === Infinity ? "inf" : String(limit);
}

import type { ResponseStore, ResponseStoreLimits } from "@headroom/core";
import { CLEAR, COUNT, DELETE, GET, SET } from "./entry-scripts.js";
import { keyName } from "./key-names.js";
import type { Argument, RedisConnection, Reply } from "./redis-connection.js";
import { boundOf } from "./redis-store.js";
import { toBytes } from "./redis-text.js";
import type { Script } from "./script.js";

/** Answers on a server, which age from when they were written. */
export class RedisResponses implements ResponseStore {
  readonly #keys: readonly string[];

  constructor(
    private readonly connection: RedisConnection,
    prefix: string,
    private readonly limits: ResponseStoreLimits,
    private readonly now: (() => number) | undefined,
  ) {
    const parts = ["values", "used", "written", "bytes"];
    this.#keys = parts.map((part) => keyName(prefix, "responses", "", part));
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const answer = await this.#run(GET, [toBytes(key)]);
    return answer === null ? undefined : new Uint8Array((answer as Buffer).subarray(1));
  }

  async set(key: string, answer: Uint8Array): Promise<void> {
    const { maxBytes, maxEntries } = this.limits;
    // The byte ahead keeps an answer of no bytes from being none.
    const value = Buffer.concat([Buffer.of(0), answer]);
    const written = await this.#run(SET, [boundOf(maxBytes), boundOf(maxEntries), toBytes(key), value]);
    if (written === 0) await this.#run(DELETE, [toBytes(key)]);
  }

  async clear(): Promise<void> {
    await this.#run(CLEAR, []);
  }

  async count(): Promise<number> {
    return (await this.#run(COUNT, [])) as number;
  }

  close(): void {}

  #run(script: Script, args: readonly Argument[]): Promise<Reply> {
    const now = this.now === undefined ? "" : String(this.now());
    return this.connection.run(script, this.#keys, [now, boundOf(this.limits.maxAgeMs), ...args]);
  }
}

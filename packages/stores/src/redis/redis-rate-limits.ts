import type { RateCharge, RateCorrection, RateDecision, RateLimits } from "@headroom/core";
import { checkCharges, slotMs } from "../limits/slots.js";
import { keyName } from "./key-names.js";
import { SETTLE, TAKE } from "./rate-limit-scripts.js";
import type { RedisConnection } from "./redis-connection.js";

const FOR_EVER = -1;
/** Numbers in the answer ahead of the limits, and for each of them. */
const HEAD = 2;
const PER_LIMIT = 3;

/** Rate limits that all replicas on a server have in common, by the server's clock. */
export class RedisRateLimits implements RateLimits {
  constructor(
    private readonly connection: RedisConnection,
    private readonly prefix: string,
    private readonly now: (() => number) | undefined,
  ) {}

  async take(owner: string, charges: readonly RateCharge[]): Promise<RateDecision> {
    checkCharges(charges);
    const args = charges.flatMap(({ name, units, windowMs, cost }) => [
      name,
      units,
      windowMs,
      slotMs({ windowMs }),
      cost,
    ]);
    const reply = (await this.connection.run(TAKE, this.#keys(owner), [this.#time(), ...args])) as readonly number[];
    const [admitted, at = 0] = reply;
    const limits = charges.map((_, index) => {
      const [remaining = 0, resetMs = 0, waitMs = 0] = reply.slice(HEAD + index * PER_LIMIT);
      return { remaining, resetMs, waitMs: waitMs === FOR_EVER ? Number.POSITIVE_INFINITY : waitMs };
    });
    return { admitted: admitted === 1, limits, at };
  }

  async settle(owner: string, at: number, corrections: readonly RateCorrection[]): Promise<void> {
    const args = corrections.flatMap(({ name, windowMs, back }) => [name, windowMs, slotMs({ windowMs }), back]);
    await this.connection.run(SETTLE, this.#keys(owner), [this.#time(), at, ...args]);
  }

  close(): void {}

  #keys(owner: string): readonly string[] {
    return [keyName(this.prefix, "rate", owner, "taken")];
  }

  #time(): string {
    return this.now === undefined ? "" : String(this.now());
  }
}

import { StoreError } from "@headroom/core";
import { Redis, type RedisOptions } from "ioredis";
import { answeredWithin } from "./answered-within.js";
import { isRefusal, isReply, isUnknownScript, toStoreError, unavailable } from "./redis-error.js";
import type { Script } from "./script.js";

/** What a script takes: text or bytes. */
export type Argument = string | number | Buffer;

/** What a script gives: numbers, bytes, nothing, or a list of them. */
export type Reply = number | Buffer | null | readonly Reply[];

/** Told when the server does not answer any more, and when it does again. */
export interface ConnectionListener {
  /** Called once when the server is lost, with what was the matter. */
  readonly onLost?: ((error: Error) => void) | undefined;
  /** Called once when the server answers again. */
  readonly onBack?: (() => void) | undefined;
}

export interface ConnectionOptions extends ConnectionListener {
  /** `redis://` or `rediss://`, with user, password and number of the database. */
  readonly url: string;
  /** Longest wait for an answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** Longest wait for the first connection, in milliseconds. */
const CONNECT_MS = 2000;
/** After a loss the server is asked whether it is back: soon for the first time, then in this rhythm. */
const FIRST_PROBE_MS = 100;
const PROBE_MS = 1000;
/** A connection on which so many probes got no answer is replaced. */
const PROBES_BEFORE_RECONNECT = 3;

const SETTINGS = {
  lazyConnect: true,
  connectTimeout: CONNECT_MS,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (times: number) => Math.min(100 * times, PROBE_MS),
  // After a failover the old primary answers so; the name then leads to the new one.
  reconnectOnError: (error: Error) => error.message.startsWith("READONLY"),
  connectionName: "headroom",
} satisfies RedisOptions;

/**
 * A connection that never keeps anybody waiting for long: an answer that does not come in time is an error, and after it every
 * call fails at once until the server answers again. Nothing is queued and nothing is sent twice.
 */
export class RedisConnection {
  /** The server, without its password. */
  readonly place: string;
  readonly #client: Redis;
  readonly #listener: ConnectionListener;
  readonly #timeoutMs: number;
  #isLost = false;
  #isClosed = false;
  #probe: NodeJS.Timeout | undefined;
  #unanswered = 0;
  /** Why the server does not let this client in. */
  #refusal: Error | undefined;

  constructor({ url, timeoutMs, ...listener }: ConnectionOptions) {
    this.place = placeOf(url);
    this.#listener = listener;
    this.#timeoutMs = timeoutMs;
    this.#client = new Redis(url, SETTINGS);
    // What fails is told to whoever called; without a listener the process would end.
    this.#client.on("error", (error: Error) => {
      if (isRefusal(error)) this.#refusal = error;
      this.#lose(error);
    });
  }

  /**
   * Resolves when the server was reached for the first time, or was not within two seconds: it may come later.
   *
   * @throws StoreError `cannot-open` where the server refuses this client.
   */
  async open(): Promise<void> {
    try {
      await answeredWithin(CONNECT_MS, this.#client.connect());
      await this.#send("PING", []);
    } catch (error) {
      if (this.#refusal !== undefined) {
        this.close();
        throw toStoreError(this.#refusal, this.place);
      }
      this.#lose(error as Error);
    }
  }

  /**
   * Runs a script on the server, as one step.
   *
   * @throws StoreError `unavailable` when no answer comes in time or none can; `closed`, `full` or `failed`.
   */
  async run({ sha, lua }: Script, keys: readonly string[], args: readonly Argument[]): Promise<Reply> {
    if (this.#isClosed) throw closedError(this.place);
    if (this.#isLost) throw unavailable(this.place, "it did not before");
    const rest = [keys.length, ...keys, ...args];
    try {
      return await this.#send("EVALSHA", [sha, ...rest]);
    } catch (error) {
      // Scripts are not loaded ahead: servers forget them, and some do not allow it.
      if (!isUnknownScript(error)) throw this.#failure(error as Error);
    }
    return this.#send("EVAL", [lua, ...rest]).catch((error: Error) => {
      throw this.#failure(error);
    });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#probe);
    this.#client.disconnect();
  }

  #send(command: string, args: readonly Argument[]): Promise<Reply> {
    return answeredWithin(this.#timeoutMs, this.#client.callBuffer(command, ...args) as Promise<Reply>);
  }

  #failure(error: Error): StoreError {
    if (this.#isClosed) return closedError(this.place);
    if (!isReply(error)) this.#lose(error);
    return toStoreError(error, this.place);
  }

  #lose(error: Error): void {
    if (this.#isLost || this.#isClosed) return;
    this.#isLost = true;
    this.#unanswered = 0;
    this.#listener.onLost?.(toStoreError(error, this.place));
    this.#probeIn(FIRST_PROBE_MS);
  }

  #probeIn(ms: number): void {
    clearTimeout(this.#probe);
    this.#probe = setTimeout(() => void this.#ask(), ms);
    this.#probe.unref();
  }

  async #ask(): Promise<void> {
    try {
      await this.#send("PING", []);
    } catch {
      this.#unanswered += 1;
      if (this.#isClosed) return;
      const isConnected = this.#client.status === "ready" || this.#client.status === "connect";
      if (this.#unanswered % PROBES_BEFORE_RECONNECT === 0 && isConnected) this.#client.disconnect(true);
      return this.#probeIn(PROBE_MS);
    }
    this.#isLost = false;
    this.#listener.onBack?.();
  }
}

function placeOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

function closedError(place: string): StoreError {
  return new StoreError("closed", `The stores on ${place} were closed. Open them again to use them.`);
}

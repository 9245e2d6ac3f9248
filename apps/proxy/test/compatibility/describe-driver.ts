import { describe, expect } from "vitest";
import type { DeclareCover, Row } from "./coverage.js";
import type { Driver } from "./driver.js";
import { expectContinued, expectOnlyShorter } from "./expect-bodies.js";
import { ANSWER, FOLLOW_UP, QUESTION } from "./orders.js";
import { createOrdersSandbox, type ServedSandbox, serveSandbox, type Trouble } from "./serve-sandbox.js";

/** The file that says what a tick on the page stands for. */
export const SUITE = import.meta.url;

/** A client, and how Headroom gets between it and the provider. */
export interface Driven<Client, History> {
  readonly way: string;
  readonly driver: Driver<Client, History>;
  /** The client with Headroom. */
  optimized(url: string): Client | Promise<Client>;
  /** What ends a stream that the provider breaks off: the same as without Headroom, or an error in the provider's format. */
  readonly brokenOff?: "as without" | "by an error";
}

/**
 * Drives a client with Headroom against a sandbox over HTTP, and the same client without it against another one: what
 * arrived there is what the client would have sent, and what happened there is what the client would have said.
 */
export function describeDriver<Client, History>(covers: DeclareCover, driven: Driven<Client, History>): void {
  const { driver, way, brokenOff = "as without" } = driven;
  const { name, source, packages } = driver;
  const row: Row = { way, name, source, packages };

  describe(`${way} > ${name}`, () => {
    covers(row, "plain", "whole", async () => {
      const { sandbox, reference, both } = await start(driven);
      for (const history of await both((client) => driver.whole(client, driver.says(FOLLOW_UP)))) {
        expect(JSON.stringify(history)).toContain(ANSWER);
      }
      expectAnswered([sandbox, reference], 1, "json");
      expect(bodies(sandbox)).toEqual(bodies(reference));
    });

    covers(row, "streaming", "streamed", async () => {
      const { sandbox, reference, both } = await start(driven);
      for (const { pieces, history } of await both((client) => streamed(driver, client, driver.says(FOLLOW_UP)))) {
        expect(pieces.length).toBeGreaterThan(1);
        expect(pieces.join("")).toBe(ANSWER);
        expect(JSON.stringify(history)).toContain(ANSWER);
      }
      expectAnswered([sandbox, reference], 1, "event-stream");
      expect(bodies(sandbox)).toEqual(bodies(reference));
    });

    for (const how of ["whole", "streamed"] as const) {
      covers(row, "tools", how, async () => {
        const { sandbox, reference, client, plain } = await start(driven);
        const send = async (to: Client, history: History) =>
          how === "whole" ? driver.whole(to, history) : (await streamed(driver, to, history)).history;
        let history = driver.says(QUESTION);
        for (let sent = 0; sent < driver.sends; sent += 1) {
          await send(plain, history);
          const before = JSON.stringify(history);
          const next = await send(client, history);
          expect(JSON.stringify(history)).toBe(before);
          history = next;
        }
        expectAnswered([sandbox, reference], 3, how === "whole" ? "json" : "event-stream");
        expect(sandbox.exchanges.map(({ path }) => path)).toEqual(reference.exchanges.map(({ path }) => path));
        const [ours, theirs] = [bodies(sandbox), bodies(reference)];
        expect(ours[0]).toBe(theirs[0]);
        for (let later = 1; later < 3; later += 1) {
          expectOnlyShorter(at(ours, later), at(theirs, later));
          expectContinued(at(ours, later), at(ours, later - 1), driver.list);
        }
      });
    }

    covers(row, "abort", "before the answer", async () => {
      const { sandbox, reference, both } = await start(driven, "held");
      const [ours, theirs] = await both(async (client, { second }) => {
        const abort = new AbortController();
        const history = await untilResult(driver, client);
        const outcome = outcomeOf(driver.whole(client, history, abort.signal));
        const { brokenOff } = await second;
        abort.abort();
        await brokenOff;
        return outcome;
      });
      expectOnlyShorter(at(bodies(sandbox), 1), at(bodies(reference), 1));
      expect(ours).toEqual(theirs);
      expect(ours).not.toBe("no error");
    });

    covers(row, "abort", "within a stream", async () => {
      const { sandbox, reference, both } = await start(driven, "held in the stream");
      const [ours, theirs] = await both(async (client, { second }) => {
        const abort = new AbortController();
        const history = await untilResult(driver, client);
        const outcome = outcomeOf(streamed(driver, client, history, abort.signal, () => abort.abort()));
        await (await second).brokenOff;
        return outcome;
      });
      expectOnlyShorter(at(bodies(sandbox), 1), at(bodies(reference), 1));
      expect(ours).toEqual(theirs);
    });

    covers(row, "errors", "status 429", async () => {
      const { sandbox, reference, both } = await start(driven, "refused");
      const [ours, theirs] = await both(async (client) => {
        const history = await untilResult(driver, client);
        return outcomeOf(driver.whole(client, history));
      });
      expectOnlyShorter(at(bodies(sandbox), 1), at(bodies(reference), 1));
      expect(sandbox.exchanges).toHaveLength(2);
      expect(ours).toEqual(theirs);
      expect(JSON.stringify(ours)).toContain("Rate limit reached");
    });

    covers(row, "errors", "a stream that breaks off", async () => {
      const { sandbox, reference, both } = await start(driven, "broken off");
      const [ours, theirs] = await both(async (client) => {
        const history = await untilResult(driver, client);
        return outcomeOf(streamed(driver, client, history));
      });
      expectOnlyShorter(at(bodies(sandbox), 1), at(bodies(reference), 1));
      expect(theirs).not.toBe("no error");
      if (brokenOff === "as without") expect(ours).toEqual(theirs);
      expect(ours).not.toBe("no error");
    });
  });
}

async function start<Client, History>({ driver, optimized }: Driven<Client, History>, trouble?: Trouble) {
  // One sandbox behind two addresses: what it stored for one client it knows when the other names it.
  const answering = createOrdersSandbox();
  const [sandbox, reference] = [await serveSandbox(answering, trouble), await serveSandbox(answering, trouble)];
  const [client, plain] = [await optimized(sandbox.url), driver.client(reference.url)];
  const both = async <T>(use: (client: Client, served: ServedSandbox) => Promise<T>): Promise<[T, T]> => [
    await use(client, sandbox),
    await use(plain, reference),
  ];
  return { sandbox, reference, client, plain, both };
}

/** The history whose request carries the result of the tool, or that in whose course that request is sent. */
async function untilResult<Client, History>(driver: Driver<Client, History>, client: Client): Promise<History> {
  const asked = driver.says(QUESTION);
  return driver.sends === 3 ? driver.whole(client, asked) : asked;
}

async function streamed<Client, History>(
  driver: Driver<Client, History>,
  client: Client,
  history: History,
  signal?: AbortSignal,
  onFirst: () => void = () => {},
): Promise<{ readonly pieces: readonly string[]; readonly history: History }> {
  const stream = driver.streamed(client, history, signal);
  const pieces: string[] = [];
  for (;;) {
    const { done, value } = await stream.next();
    if (done) return { pieces, history: value };
    if (value !== "") pieces.push(value);
    if (pieces.length === 1) onFirst();
  }
}

/** What the application sees of a failure. */
async function outcomeOf(call: Promise<unknown>): Promise<object | "no error"> {
  try {
    await call;
    return "no error";
  } catch (reason) {
    const { name, message, status, statusCode } = reason as Error & { status?: unknown; statusCode?: unknown };
    return { class: (reason as object).constructor.name, name, message, status: status ?? statusCode };
  }
}

function expectAnswered(served: readonly ServedSandbox[], requests: number, type: string): void {
  for (const { exchanges } of served) {
    expect(exchanges.map(({ status }) => status)).toEqual(Array.from({ length: requests }, () => 200));
    for (const { answerType } of exchanges) expect(answerType).toContain(type);
  }
}

function bodies({ exchanges }: ServedSandbox): readonly string[] {
  return exchanges.map(({ body }) => body);
}

function at(bodies: readonly string[], index: number): string {
  return bodies[index] as string;
}

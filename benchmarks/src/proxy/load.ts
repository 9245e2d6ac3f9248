import { Agent, request } from "node:http";
import type { Target } from "./target.ts";

/** One kind of load. */
export interface Cell {
  readonly name: string;
  readonly path: string;
  readonly body: Uint8Array;
  /** Requests at a time; each begins when the one before it has ended. */
  readonly concurrency: number;
  readonly requests: number;
}

export interface Sample {
  /** CPU time of the target for one request, in microseconds. */
  readonly cpu: number;
  /** Median time to the first byte of a body, in milliseconds. */
  readonly firstByte: number;
  readonly errors: number;
  readonly perSecond: number;
}

/** Puts the load of a cell on a target. */
export async function measureCell(target: Target, cell: Cell): Promise<Sample> {
  const agent = new Agent({ keepAlive: true, maxSockets: cell.concurrency });
  const firstBytes: number[] = [];
  let errors = 0;
  let left = cell.requests;
  const before = await target.cpu();
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const firstByte = await once(target.url + cell.path, { body: cell.body, agent, more: target.headers }).catch(
        () => undefined,
      );
      if (firstByte === undefined) errors++;
      else firstBytes.push(firstByte);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: cell.concurrency }, worker));
  const cpu = ((await target.cpu()) - before) / cell.requests;
  const perSecond = (1000 * cell.requests) / (performance.now() - began);
  agent.destroy();
  firstBytes.sort((a, b) => a - b);
  return { cpu, firstByte: firstBytes[firstBytes.length >> 1] ?? Number.NaN, errors, perSecond };
}

interface Sent {
  readonly body: Uint8Array;
  readonly agent: Agent;
  readonly more: Readonly<Record<string, string>>;
}

function once(url: string, { body, agent, more }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": body.length,
      authorization: "Bearer sk-test",
      ...more,
    };
    const start = performance.now();
    const outgoing = request(url, { method: "POST", agent, headers }, (answer) => {
      let firstByte = Number.NaN;
      answer.once("data", () => {
        firstByte = performance.now() - start;
      });
      answer.on("error", reject);
      answer.on("end", () => (answer.statusCode === 200 ? resolve(firstByte) : reject(new Error("not 200"))));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

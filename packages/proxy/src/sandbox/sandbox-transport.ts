import type { RequestBody } from "../exchange/exchange.js";
import type { HeaderLines } from "../headers/header-lines.js";
import type { ResponseReceiver, Transport, UpstreamRequest } from "../upstream/transport.js";
import { createSandbox, type Sandbox } from "./create-sandbox.js";

/**
 * A transport that takes every request to a sandbox in this process, whatever its address: nothing leaves the machine.
 *
 * @example
 * const proxy = await serveProxy({ port: 0, optimize: {}, transport: createSandboxTransport() });
 */
export function createSandboxTransport(sandbox: Sandbox = createSandbox()): Transport {
  return {
    send(request, receiver) {
      const call = new SandboxCall(receiver);
      void call.run(sandbox, request);
      return call;
    },
    close: async () => {},
  };
}

class SandboxCall {
  #aborted = false;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #resume: () => void = () => {};

  constructor(private readonly receiver: ResponseReceiver) {}

  abort(reason: Error = new Error("The call was given up.")): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#resume();
    this.receiver.fail(reason);
    this.#reader?.cancel().catch(() => {});
  }

  resume(): void {
    this.#resume();
  }

  async run(sandbox: Sandbox, request: UpstreamRequest): Promise<void> {
    try {
      const response = await sandbox.fetch(await webRequest(request));
      if (this.#aborted) return;
      const { status, statusText: reason, body } = response;
      this.receiver.start({ status, reason, headers: [...response.headers].flat() });
      if (body !== null) await this.#passOn(body.getReader());
      if (!this.#aborted) this.receiver.end();
    } catch (error) {
      if (!this.#aborted) this.receiver.fail(error as Error);
    }
  }

  async #passOn(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    this.#reader = reader;
    while (!this.#aborted) {
      const { done, value } = await reader.read();
      if (done || this.#aborted) return;
      const resumed = new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
      if (!this.receiver.data(value)) await resumed;
    }
  }
}

async function webRequest({ origin, path, method, headers, body }: UpstreamRequest): Promise<Request> {
  const init: RequestInit = { method, headers: webHeaders(headers) };
  if (body !== undefined && method !== "GET" && method !== "HEAD") init.body = await wholeBody(body);
  return new Request(origin + path, init);
}

function webHeaders(lines: HeaderLines): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < lines.length; at += 2) headers.append(lines[at] as string, lines[at + 1] as string);
  return headers;
}

async function wholeBody(body: RequestBody): Promise<Uint8Array<ArrayBuffer>> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

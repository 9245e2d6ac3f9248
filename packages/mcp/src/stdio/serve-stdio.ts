import { once } from "node:events";
import process from "node:process";
import type { Readable, Writable } from "node:stream";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import {
  CancelledNotificationSchema,
  isJSONRPCRequest,
  type JSONRPCMessage,
  type RequestId,
} from "@modelcontextprotocol/sdk/types.js";
import type { McpServerOptions } from "../options/mcp-options.js";
import { createMcpServer } from "../server/create-mcp-server.js";

/** Where messages come from and go to. */
export interface StdioStreams {
  /** @default process.stdin */
  readonly stdin?: Readable;
  /** Nothing but messages is written to it. @default process.stdout */
  readonly stdout?: Writable;
  /** Ends the server when it is aborted. */
  readonly signal?: AbortSignal;
}

/** Longest message that is read, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Serves Headroom's tools on standard input and output until the client closes them.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 * @example
 * await serveStdio({ originals });
 */
export async function serveStdio(options: McpServerOptions = {}, streams: StdioStreams = {}): Promise<void> {
  const { stdin = process.stdin, stdout = process.stdout, signal } = streams;
  const server = createMcpServer(options);
  const transport = new StdioServerTransport(stdin, stdout, { maxBufferSize: MOST_BYTES });
  const ended = new AbortController();
  const end = (): void => ended.abort();
  server.server.onclose = end;
  signal?.addEventListener("abort", end, { once: true });
  if (signal?.aborted) return;
  await server.connect(transport);
  const answered = watchAnswers(transport);
  stdin.once("end", () => void answered().then(end));
  stdin.once("close", end);
  if (!ended.signal.aborted) await once(ended.signal, "abort");
  signal?.removeEventListener("abort", end);
  await server.close();
  // Whoever still reads it would keep the process from its end.
  stdin.destroy();
}

/** Watches requests and their answers. The function that comes back waits until every request so far is answered. */
function watchAnswers(transport: StdioServerTransport): () => Promise<void> {
  const open = new Set<RequestId>();
  const waiting: Array<() => void> = [];
  const close = (id: RequestId): void => {
    open.delete(id);
    if (open.size === 0) for (const resolve of waiting.splice(0)) resolve();
  };
  const { onmessage, send } = transport;
  transport.onmessage = (message: JSONRPCMessage) => {
    if (isJSONRPCRequest(message)) open.add(message.id);
    const { data } = CancelledNotificationSchema.safeParse(message);
    if (data?.params.requestId !== undefined) close(data.params.requestId);
    onmessage?.call(transport, message);
  };
  transport.send = async (message: JSONRPCMessage) => {
    await send.call(transport, message);
    if (!("method" in message) && message.id !== undefined) close(message.id);
  };
  return () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)));
}

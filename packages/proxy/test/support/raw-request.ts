import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** What a client got on a plain socket. */
export interface RawAnswer {
  readonly head: string;
  readonly body: Buffer;
  /** Whether the connection ended by a reset. */
  readonly reset: boolean;
}

/** Opens a socket to the host and port of a URL. */
export async function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  return socket;
}

/** Sends bytes on a new connection and reads until the other side ends it. */
export async function rawRequest(url: string, bytes: string | Uint8Array): Promise<RawAnswer> {
  const socket = await openSocket(url);
  const chunks: Buffer[] = [];
  let reset = false;
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {
    reset = true;
  });
  socket.write(bytes);
  await new Promise((resolve) => socket.once("close", resolve));
  const whole = Buffer.concat(chunks);
  const split = whole.indexOf("\r\n\r\n");
  return {
    head: whole.subarray(0, split < 0 ? whole.length : split).toString("latin1"),
    body: split < 0 ? Buffer.alloc(0) : whole.subarray(split + 4),
    reset,
  };
}

import { type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";

export interface SendOptions {
  /** @default "POST" */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Sends with Node's own client, which adds nothing but Host, Connection and the framing, and reads the whole answer. */
export function send(url: string, options: SendOptions = {}): Promise<IncomingMessage & { readonly bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const { method = "POST", headers = {}, body } = options;
    const outgoing = request(url, { method, headers }, (answer) => {
      buffer(answer).then((bytes) => resolve(Object.assign(answer, { bytes })), reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Header lines as `name: value`. */
export function lines(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
}

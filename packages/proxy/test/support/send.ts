import { type IncomingMessage, request } from "node:http";

export interface SendOptions {
  /** @default "POST" */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Whether an answer may break off; `complete` says whether it did. @default false, which rejects */
  readonly mayBreak?: boolean;
}

/** Sends with Node's own client, which adds nothing but Host, Connection and the framing, and reads the whole answer. */
export function send(url: string, options: SendOptions = {}): Promise<IncomingMessage & { readonly bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const { method = "POST", headers = {}, body, mayBreak = false } = options;
    const outgoing = request(url, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", mayBreak ? () => {} : reject);
      answer.once("close", () => resolve(Object.assign(answer, { bytes: Buffer.concat(chunks) })));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Header lines as `name: value`. */
export function lines(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
}

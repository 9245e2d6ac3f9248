import type { ServerResponse } from "node:http";
import { pause } from "./scripted-upstream.js";

/** One server-sent event of an Anthropic stream, named after its type. */
export function namedEvent(data: { readonly type: string }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** One server-sent event without a name. */
export function dataEvent(data: unknown): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

/** Starts a stream of events. */
export function startEvents(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "request-id": "req_1" });
}

/** Streams events, each in two pieces that split it anywhere. */
export async function streamEvents(response: ServerResponse, events: readonly string[]): Promise<void> {
  startEvents(response);
  for (const [index, event] of events.entries()) {
    const bytes = Buffer.from(event);
    const cut = (index * 13) % bytes.length;
    response.write(bytes.subarray(0, cut));
    await pause(1);
    response.write(bytes.subarray(cut));
  }
  response.end();
}

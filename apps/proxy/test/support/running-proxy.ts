import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach } from "vitest";
import { type Input, type Running, start } from "./run.js";

const endings: Array<() => Promise<unknown>> = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A provider that answers a text, or by a script, and keeps the bodies that it gets. */
export async function startProvider(
  answer: string | ((response: ServerResponse, incoming: IncomingMessage, body: Buffer) => void),
): Promise<{ readonly url: string; readonly bodies: Buffer[] }> {
  const bodies: Buffer[] = [];
  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    bodies.push(body);
    if (typeof answer === "string") response.end(answer);
    else answer(response, incoming, body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  endings.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "headroom-"));
  endings.push(() => rm(folder, { recursive: true }));
  return folder;
}

/** `headroom proxy` on a free port; it ends with the test. */
export async function startProxy(
  argv: readonly string[],
  input: Input = {},
): Promise<{ readonly url: string; readonly running: Running }> {
  const running = start(["proxy", "--port", "0", ...argv], input);
  const [, url] = await running.printed(/listens on (http:\/\/\S+)/);
  endings.push(() => {
    running.stop();
    return running.outcome;
  });
  return { url: url as string, running };
}

/** A request with a long tool output, and a shell to fetch what is left out of it. */
export function longChat(): string {
  const rows = Array.from({ length: 400 }, (_, row) => ({
    sha: createHash("sha1").update(`commit ${row}`).digest("hex"),
    tree: createHash("sha1").update(`tree ${row}`).digest("hex"),
  }));
  return JSON.stringify({
    model: "gpt-5.5",
    messages: [
      { role: "user", content: "Which commits are there?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_1", type: "function", function: { name: "list_commits", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "call_1", content: JSON.stringify(rows) },
    ],
    tools: [{ type: "function", function: { name: "bash", parameters: { type: "object" } } }],
  });
}

import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { startMain } from "./support/start-main.js";

const REQUESTS = 8;
const LINES = 500;

/** What stands in one line of the log of a request alone. */
function word(seed: number, line: number): string {
  return (Math.imul(line + seed * 7919 + 1, 2654435761) >>> 0).toString(36);
}

/** The log that a tool gave, of which most is left out where it can be stored. */
function request(seed: number): string {
  const log = Array.from({ length: LINES }, (_, line) => {
    const words = Array.from({ length: 12 }, (__, at) => word(seed, line * 12 + at));
    return `2026-11-02T10:${String(line % 60).padStart(2, "0")}:00Z INFO worker-${line % 7} done ${words.join(" ")}`;
  });
  const call = { id: "call_1", type: "function", function: { name: "worker_logs", arguments: "{}" } };
  return JSON.stringify({
    model: "gpt-5.5",
    messages: [
      { role: "user", content: "What does the log say?" },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "call_1", content: log.join("\n") },
    ],
  });
}

/** How many lines of its log a request still has. */
function linesIn(body: string, seed: number): number {
  return Array.from({ length: LINES }, (_, line) => word(seed, line * 12)).filter((each) => body.includes(each)).length;
}

/** A provider that keeps what it was sent. */
async function startProvider() {
  const received: string[] = [];
  const server = createServer(async (incoming, response) => {
    received.push(await text(incoming));
    response.setHeader("content-type", "application/json");
    response.end('{"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":10}}');
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

it.skipIf(process.platform === "win32")("a full disk under the store and the log fails no request", async () => {
  const folder = mkdtempSync(join(tmpdir(), "headroom-full-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { received, url: upstream } = await startProvider();
  const files = ["--store", join(folder, "store.db"), "--log-file", join(folder, "requests.jsonl")];
  const kept = ["--budget", "1000", "--cache", "--profile", "aggressive", "--retrieval", "assume"];
  const argv = ["proxy", "--port", "0", "--upstream", upstream, ...files, ...kept];
  // A file that may not grow is to a process what a full disk is.
  const child = startMain(argv, {}, "ulimit -f 800");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const url = /http:\/\/\S+/.exec(line)?.[0] as string;
  const sent: string[] = [];
  const answers: unknown[] = [];
  for (let seed = 0; seed < REQUESTS; seed++) {
    const body = request(seed);
    sent.push(body);
    const answer = await fetch(`${url}/v1/chat/completions`, { method: "POST", body });
    answers.push([answer.status, await answer.json()]);
  }
  expect(answers).toEqual(answers.map(() => [200, expect.objectContaining({ choices: [] })]));
  expect(received).toHaveLength(REQUESTS);
  // What could be stored was left out; what could not went out with all of its lines.
  expect(linesIn(received[0] as string, 0)).toBeLessThan(LINES);
  expect(linesIn(received.at(-1) as string, REQUESTS - 1)).toBe(LINES);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
});

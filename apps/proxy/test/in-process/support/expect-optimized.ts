import { locate, nodeSource, scanJson } from "@headroom/core";
import { expect } from "vitest";
import { OUTPUT } from "./orders.js";
import { type ServedSandbox, serveSandbox } from "./serve-sandbox.js";

/** A conversation of two turns of the user, the first of which calls a tool: three requests. */
export interface Conversation<Client, History> {
  /** The member of the request that grows with the conversation. */
  readonly list: string;
  readonly stream: boolean;
  /** A client without Headroom. */
  plain(url: string): Client;
  /** The same with Headroom. */
  optimized(url: string): Client;
  readonly start: History;
  /** Sends the history and returns it with all that the next call is to send. The history given stays as it was. */
  send(client: Client, history: History): Promise<History>;
  /** How often `send` is called: a framework that calls tools by itself sends two requests in one call. */
  readonly sends: number;
}

const REQUESTS = 3;

/**
 * Runs the conversation with Headroom, and sends every history without it as well, to a sandbox of its own: what arrived
 * there is what the client would have sent.
 */
export async function expectOptimized<Client, History>(conversation: Conversation<Client, History>): Promise<void> {
  const { list, stream, sends, send, start } = conversation;
  const [sandbox, reference] = [await serveSandbox(), await serveSandbox()];
  const [client, plain] = [conversation.optimized(sandbox.url), conversation.plain(reference.url)];
  let history = start;
  for (let sent = 0; sent < sends; sent += 1) {
    await send(plain, history);
    history = await send(client, history);
  }
  for (const { exchanges } of [sandbox, reference]) {
    expect(exchanges.map(({ status }) => status)).toEqual(Array.from({ length: REQUESTS }, () => 200));
    for (const { answerType } of exchanges) expect(answerType).toContain(stream ? "event-stream" : "json");
  }
  expect(sandbox.exchanges.map(({ path }) => path)).toEqual(reference.exchanges.map(({ path }) => path));
  const [ours, theirs] = [bodies(sandbox), bodies(reference)];
  expect(ours[0]).toBe(theirs[0]);
  for (let later = 1; later < REQUESTS; later += 1) {
    expectOnlyShorter(at(ours, later), at(theirs, later));
    expectContinued(at(ours, later), at(ours, later - 1), list);
  }
}

function bodies({ exchanges }: ServedSandbox): readonly string[] {
  return exchanges.map(({ body }) => body);
}

function at(bodies: readonly string[], index: number): string {
  return bodies[index] as string;
}

/** Compares text, not values: around the output, which got shorter, every character must be the one that was there. */
function expectOnlyShorter(sent: string, original: string): void {
  const literal = JSON.stringify(OUTPUT);
  const pieces = original.split(literal);
  expect(pieces).toHaveLength(2);
  const [head, tail] = pieces as [string, string];
  expect(sent.slice(0, head.length)).toBe(head);
  expect(sent.slice(sent.length - tail.length)).toBe(tail);
  const form = sent.slice(head.length, sent.length - tail.length);
  expect(typeof JSON.parse(form)).toBe("string");
  expect(form.length).toBeLessThan(0.7 * literal.length);
}

/** The later request has all characters of the earlier one, from its first up to the end of what was said. */
function expectContinued(later: string, earlier: string, list: string): void {
  const said = nodeSource(...located(earlier, list));
  const upTo = earlier.indexOf(said) + said.length - "]".length;
  expect(said.length).toBeGreaterThan(20);
  expect(later.slice(0, upTo)).toBe(earlier.slice(0, upTo));
  expect(nodeSource(...located(later, list)).length).toBeGreaterThan(said.length);
}

function located(body: string, member: string): Parameters<typeof nodeSource> {
  const tree = scanJson(body);
  return [tree, locate(tree, [member])];
}

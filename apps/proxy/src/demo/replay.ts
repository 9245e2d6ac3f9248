import type { Usage } from "@headroom/core";
import { type OptimizationOptions, serveProxy } from "@headroom/proxy";
import { createSandbox, createSandboxTransport } from "@headroom/proxy/sandbox";
import { InputError } from "../commands/flags.js";
import { type Session, turnsOf } from "./session.js";

export interface ReplayOptions {
  readonly model: string;
  /** Seconds that pass between two requests; prompt caches age by them. */
  readonly pauseSeconds: number;
  readonly optimize: OptimizationOptions | false;
}

/**
 * Sends the requests of a session one after the other through a proxy of their own to a sandbox of their own, and gives
 * the usage of each answer. The answers are the recorded ones.
 *
 * @throws InputError when the sandbox refuses a request.
 */
export async function replay(session: Session, options: ReplayOptions): Promise<readonly Usage[]> {
  const { format, messages } = session;
  let now = 0;
  let answer = messages[0] ?? {};
  const sandbox = createSandbox({ now: () => now, script: () => format.answer(answer) });
  const transport = createSandboxTransport(sandbox);
  const proxy = await serveProxy({ port: 0, optimize: options.optimize, transport });
  try {
    const usages: Usage[] = [];
    for (const turn of turnsOf(session)) {
      answer = messages[turn] ?? {};
      const body = JSON.stringify(format.request(options.model, messages.slice(0, turn), messages));
      const headers = { "content-type": "application/json", ...format.headers };
      const response = await fetch(proxy.url + format.path, { method: "POST", headers, body });
      if (!response.ok) throw refused(session, turn, await response.text());
      usages.push(format.dialect.readUsage(JSON.parse(await response.text())) ?? {});
      now += options.pauseSeconds * 1000;
    }
    return usages;
  } finally {
    await proxy.close();
  }
}

function refused({ name }: Session, turn: number, body: string): InputError {
  return new InputError(`The request before message ${turn} of the session ${name} is refused: ${body}`);
}

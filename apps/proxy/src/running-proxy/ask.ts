import type { JsonValue } from "@headroom/core";
import type { World } from "../commands/command.js";

/** What a server said, as far as it answered. */
export interface Told {
  readonly status: number;
  /** Absent where the answer is no JSON. */
  readonly json?: JsonValue;
}

const TIMEOUT_MS = 3000;

/** Asks a server on this machine or near it; `undefined` where none answers in time. */
export async function ask(url: string, path: string, { env }: Pick<World, "env">): Promise<Told | undefined> {
  const { HEADROOM_KEY: key } = env;
  try {
    const answer = await fetch(url.replace(/\/+$/, "") + path, {
      headers: key === undefined ? {} : { "x-headroom-key": key },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    return { status: answer.status, ...parse(text) };
  } catch {
    return undefined;
  }
}

function parse(text: string): Pick<Told, "json"> {
  try {
    return { json: JSON.parse(text) as JsonValue };
  } catch {
    return {};
  }
}

import type { RetrieveFilter } from "@headroom/core";
import { InputError, UsageError } from "../commands/flags.js";

/**
 * Asks a running proxy for an original, or a part of it; `undefined` where none runs at `url`.
 *
 * @throws InputError with the words of the proxy where it has none. UsageError for a part that there is not.
 */
export async function askProxy(
  url: string,
  handle: string,
  filter: RetrieveFilter,
  key: string | undefined,
): Promise<string | undefined> {
  const query = new URLSearchParams(Object.entries(filter)).toString();
  const headers: Record<string, string> = key === undefined ? {} : { "x-headroom-key": key };
  const answer = await fetch(`${url}/v1/retrieve/${handle}?${query}`, { headers }).catch(() => undefined);
  if (answer === undefined) return undefined;
  const text = await answer.text();
  if (answer.ok) return text;
  throw answer.status === 400 ? new UsageError(text.trim()) : new InputError(text.trim());
}

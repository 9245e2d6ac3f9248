import { invalidOption } from "../options/check-names.js";
import type { ClientAdapter } from "./client-adapter.js";
import { cohereClient } from "./cohere.js";
import { googleClient } from "./google.js";
import { mistralClient } from "./mistral.js";
import { anthropicClient, openaiClient } from "./reoptionable.js";

const ADAPTERS: readonly ClientAdapter[] = [openaiClient, anthropicClient, googleClient, cohereClient, mistralClient];

const WHAT_TO_DO = `Pass a client of ${ADAPTERS.map(({ sdk }) => sdk).join(", ")}; any other SDK that takes a fetch can be given headroomFetch().`;

/**
 * How a client is given another fetch.
 *
 * @throws HeadroomError `invalid-option` for what is no client, saying what to pass. `to` says to what it was passed.
 */
export function adapterOf(client: unknown, to: string): ClientAdapter {
  if (typeof client === "function") {
    throw invalidOption(
      `${to} was given a class or function, ${client.name || "without a name"}. ${instanceHint(client)}`,
    );
  }
  if (typeof client !== "object" || client === null) {
    throw invalidOption(`${to} was given ${client === null ? "null" : typeof client} and no client. ${WHAT_TO_DO}`);
  }
  if (client instanceof Promise) throw invalidOption(`${to} was given a promise: await the client first.`);
  const adapter = ADAPTERS.find((known) => known.matches(client));
  if (adapter === undefined) {
    const name = client.constructor?.name ?? "Object";
    throw invalidOption(`${to} does not know this client (${name}). ${WHAT_TO_DO}`);
  }
  return adapter;
}

function instanceHint(given: { readonly name: string }): string {
  return `Pass an instance, such as new ${given.name || "OpenAI"}(). ${WHAT_TO_DO}`;
}

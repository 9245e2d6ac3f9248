import type { ClientAdapter, Provider } from "@headroom/core";
import { invalidOption } from "@headroom/core";

/** The provider of a client, and how the client is given another fetch. */
export interface KnownClient {
  readonly provider: Provider;
  readonly adapter: ClientAdapter;
}

/**
 * What is known about a client.
 *
 * @throws HeadroomError `invalid-option` for what is no client, saying what to pass. `to` says to what it was passed.
 */
export function adapterOf(client: unknown, to: string, providers: readonly Provider[]): KnownClient {
  if (typeof client === "function") {
    throw invalidOption(
      `${to} was given a class or function, ${client.name || "without a name"}. ${instanceHint(client, providers)}`,
    );
  }
  if (typeof client !== "object" || client === null) {
    throw invalidOption(
      `${to} was given ${client === null ? "null" : typeof client} and no client. ${whatToDo(providers)}`,
    );
  }
  if (client instanceof Promise) throw invalidOption(`${to} was given a promise: await the client first.`);
  const provider = providers.find((known) => known.client?.matches(client));
  if (provider?.client === undefined) {
    const name = client.constructor?.name ?? "Object";
    throw invalidOption(`${to} does not know this client (${name}). ${whatToDo(providers)}`);
  }
  return { provider, adapter: provider.client };
}

function instanceHint(given: { readonly name: string }, providers: readonly Provider[]): string {
  return `Pass an instance, such as new ${given.name || "OpenAI"}(). ${whatToDo(providers)}`;
}

function whatToDo(providers: readonly Provider[]): string {
  const known = providers.flatMap(({ client }) => client?.sdk ?? []).join(", ");
  return `Pass a client of ${known}; any other SDK that takes a fetch can be given headroomFetch().`;
}

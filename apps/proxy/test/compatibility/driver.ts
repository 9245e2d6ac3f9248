/** How one SDK or framework speaks with one API of a provider, with the tool of `orders.ts`. */
export interface Driver<Client, History> {
  readonly name: string;
  /** Folders in node_modules of apps/proxy of what is driven; versions are read there. */
  readonly packages: readonly string[];
  /** The file that says how it is driven: `import.meta.url`. */
  readonly source: string;
  /** The member of the request that grows with the conversation. */
  readonly list: string;
  /** How often a tool loop of three requests is sent: a framework that calls tools by itself sends two in one call. */
  readonly sends: 2 | 3;
  /** A client without Headroom; retries are off. `fetch` where the client takes one. */
  client(url: string, fetch?: typeof globalThis.fetch): Client;
  /** A conversation that begins with what the user says. */
  says(text: string): History;
  /** Sends the history and returns it with all that the next call is to send. The history given stays as it was. */
  whole(client: Client, history: History, signal?: AbortSignal): Promise<History>;
  /** The same with streamed answers, piece by piece of their text. */
  streamed(client: Client, history: History, signal?: AbortSignal): AsyncGenerator<string, History>;
}

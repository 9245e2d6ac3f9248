/** What an application has when a stream is over. */
export interface Seen {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: unknown }[];
  readonly stop: string | null;
}

/** An application that streams; it keeps the conversation. */
export interface Application {
  says(text: string): Promise<Seen>;
}

/** Starts an application whose provider is at an address. `wrap` gives its client to Headroom, or not. */
export interface StreamingAgent {
  readonly name: string;
  /** The package of the client. */
  readonly from: string;
  /** The member of the request that grows with the conversation. */
  readonly list: string;
  /** Why a whole answer ends, and one with calls. */
  readonly stops: { readonly end: string; readonly calls: string };
  start(url: string, wrap: <Client extends object>(client: Client) => Client): Application;
}

/** A conversation of an application with a model, tool calls included, as applications write it with an SDK. */
export interface Agent<Client extends object> {
  readonly name: string;
  /** The member of the request that grows with the conversation. */
  readonly list: string;
  client(url: string): Client;
  /** Asks in the same conversation, one question after the other, and gives the answers. */
  ask(client: Client, questions: readonly string[]): Promise<readonly string[]>;
}

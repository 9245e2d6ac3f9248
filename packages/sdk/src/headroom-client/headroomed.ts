import type { PerCallOptions } from "./per-call.js";
import type { SimulationResult } from "./simulation.js";

/**
 * A method that takes the choices of {@link PerCallOptions} among its parameters. Overloads are kept, up to three; a
 * method with type parameters takes them as it is.
 */
type WithPerCall<Method> = Method extends {
  (params: infer P1, ...rest: infer A1): infer R1;
  (params: infer P2, ...rest: infer A2): infer R2;
  (params: infer P3, ...rest: infer A3): infer R3;
}
  ? {
      (params: P1 & PerCallOptions, ...rest: A1): R1;
      (params: P2 & PerCallOptions, ...rest: A2): R2;
      (params: P3 & PerCallOptions, ...rest: A3): R3;
    }
  : unknown;

/** Parameters of the last overload, which takes what all of them take. */
type ParamsOf<Method> = Method extends (params: infer P, ...rest: infer _Rest) => unknown ? P : never;

/** What a resource such as `chat.completions` has besides what it had. */
type Added<Resource> = Resource extends { create: infer Create }
  ? {
      create: WithPerCall<Create>;
      /** Shows what would be sent and what it would save. Sends and stores nothing. */
      simulate(params: ParamsOf<Create> & PerCallOptions): Promise<SimulationResult>;
    }
  : unknown;

type AddedToChat<Client> = Client extends { chat: { completions: infer Completions } }
  ? { chat: { completions: Added<Completions> } }
  : unknown;
type AddedToResponses<Client> = Client extends { responses: infer Responses }
  ? { responses: Added<Responses> }
  : unknown;
type AddedToMessages<Client> = Client extends { messages: infer Messages } ? { messages: Added<Messages> } : unknown;

/** A wrapped client: everything that it was, and what this package adds to it. */
export type Headroomed<Client> = Client & AddedToChat<Client> & AddedToResponses<Client> & AddedToMessages<Client>;

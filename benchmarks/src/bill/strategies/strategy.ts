import type { JsonObject, MaybePromise } from "@headroom/core";
import type { Format, Session } from "../session/session.ts";

/** What a strategy is told of the model that a session is sent to. */
export interface Target {
  readonly model: string;
  readonly format: Format;
  /** Smallest prefix in tokens that the product takes the provider to cache. */
  readonly minimumCacheableTokens: number;
  /** Tokens that the context window is taken to hold; where a strategy has a window. */
  readonly windowTokens: number;
  /** Seconds after which an idle cache is cold. */
  readonly cacheSeconds: number;
  /** Tokens of a text, as the bill counts them. */
  count(text: string): number;
  /** Tokens of a request, as the bill counts them. */
  size(body: JsonObject): number;
}

/** What is sent in place of a request. */
export interface Sent {
  readonly body: JsonObject;
  /** Handles in it of outputs of which a part was left out, each with the original. */
  readonly offloads: ReadonlyMap<string, string>;
  /** What the product says went wrong. */
  readonly warnings: readonly string[];
}

/** Decides for one request after the other what is sent; may keep state. */
export type Sender = (body: JsonObject, seconds: number) => MaybePromise<Sent>;

/** A way to send a session. */
export interface Strategy {
  readonly name: string;
  /** Whether it depends on the model; if not, it runs once for all of them. */
  readonly perModel: boolean;
  /** Whether it depends on when requests are sent. */
  readonly perTime: boolean;
  /** Whether all that it leaves out can be fetched, so that fetching is billed. */
  readonly fetchable: boolean;
  start(session: Session, target: Target): Sender;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** A strategy that offloads nothing and knows only the request. */
export function plainStrategy(name: string, start: (target: Target) => (body: JsonObject) => JsonObject): Strategy {
  return {
    name,
    perModel: false,
    perTime: false,
    fetchable: false,
    start(_session, target) {
      const send = start(target);
      return (body) => ({ body: send(body), offloads: NOTHING, warnings: [] });
    },
  };
}

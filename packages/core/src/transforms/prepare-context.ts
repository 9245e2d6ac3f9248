import type { Anchor } from "../conversation/anchor.js";
import type { Store } from "../store/store.js";
import type { PlanContext, Transform } from "./transform.js";

/** What a transform may read of a request, whether it plans or prepares. */
export type ReadContext = Pick<PlanContext, "digest" | "tokensOf" | "digestOf" | "remember" | "valueOf" | "model"> & {
  /** The places of the request at which a text may be added. */
  anchors(): readonly Anchor[];
};

/** What a transform may read before it plans: what lies outside of the request. */
export interface PrepareContext
  extends ReadContext,
    Pick<PlanContext, "tokenizers" | "retrieval" | "mayOffload" | "format" | "forms"> {
  /** Owner of what is stored; every key begins with it. */
  readonly tenant: string;
  /** The time of the request in milliseconds; absent where nobody gave a clock. */
  readonly now: number | undefined;
  /** Choices that were made before; absent where there is no store for them. */
  readonly decisions: Store | undefined;
  /** How long the provider keeps what is not used, as the request asks for it; absent where nothing is cached, or nobody knows. */
  readonly cacheLifetimeMs: number | undefined;
  /** Whether a request of this length is cached by the provider at all. */
  readonly isWorthCaching: boolean;
}

/** A choice that must be written down before the request is sent, so that it is made again in the same way. */
export interface Decision {
  readonly key: string;
  /** What was there when the choice was made, and must still be there; `undefined` for nothing. */
  readonly expected: string | undefined;
  readonly value: string;
  /** Whether it does no harm when another request wrote the key meanwhile. */
  readonly isShared?: boolean;
}

/** Plans a request with what was read before. */
export type Planner = Pick<Transform, "plan">;

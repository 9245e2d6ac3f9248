import type { JsonPath } from "../json/path.js";

/** Something that a user should know. Optimization never throws for a request; it says here what it could not do. */
export interface Warning {
  readonly code:
    | "unreadable-body"
    | "not-a-request"
    | "transform-failed"
    | "store-failed"
    | "collision"
    | "law-broken"
    | "unknown-model"
    | "context-overflow"
    | "window-held"
    | "not-rated";
  readonly message: string;
  readonly path?: JsonPath;
}

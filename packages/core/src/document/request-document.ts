import type { RawSource } from "../conversation/dialect.js";
import type { JsonPath, JsonValue } from "../json/path.js";

/**
 * One change of a document: a value's new JSON source, the source of an element added after the one at `path`, or, without a
 * source, the removal of an element that is not the first one of its array. `replace-run` puts elements, their sources with
 * commas between them, in place of `count` neighbours of which the first stands at `path`.
 */
export type Change = PlaceChange | RunChange;

export interface PlaceChange {
  readonly type: "replace" | "insert-after" | "remove";
  readonly path: JsonPath;
  readonly json: string;
  /** What bodies that are objects get instead of the parsed source, such as an instance of a class. */
  readonly value?: JsonValue;
}

export interface RunChange {
  readonly type: "replace-run";
  readonly path: JsonPath;
  readonly count: number;
  readonly json: string;
  /** What bodies that are objects get instead of the parsed sources. */
  readonly values?: readonly JsonValue[];
}

/** Where a change fell: offsets in bytes, `end` exclusive, in the document as it came and as it went out. */
export interface ChangedSpan {
  readonly path: JsonPath;
  readonly input: { readonly start: number; readonly end: number };
  readonly output: { readonly start: number; readonly end: number };
}

/** A changed document. Object documents have no bytes and therefore no spans. */
export interface Changed<Body> {
  readonly body: Body;
  readonly spans: readonly ChangedSpan[];
}

/** A request body in either of its two forms, read once. What no change names stays as it came. */
export interface RequestDocument<Body> {
  readonly value: JsonValue;
  readonly raw: RawSource;
  /** Sources of `count` neighbours in an array, commas and all, the first of which stands at `path`. */
  rawRun(path: JsonPath, count: number): string;
  /** Applies changes to distinct places. Without changes the same reference comes back. */
  apply(changes: readonly Change[]): Changed<Body>;
}

import type { Dialect } from "../conversation/dialect.js";
import { asString } from "../conversation/json-shape.js";
import { readByteDocument } from "../document/byte-document.js";
import { valueAt } from "../json/value-at.js";

/** The answer from which a request goes on by its id. */
export interface EarlierAnswer {
  readonly id: string;
  /** The request with another id. Every other byte stays. */
  withId(id: string): Uint8Array;
}

/**
 * The answer that the provider holds and that a request goes on from. `undefined` where it carries its whole conversation.
 *
 * @throws UnreadableBodyError when the body is not JSON.
 */
export function earlierAnswerOf(body: Uint8Array, dialect: Dialect): EarlierAnswer | undefined {
  const find = dialect.tools?.earlierAnswer;
  if (find === undefined) return undefined;
  const document = readByteDocument(body);
  const path = find(document.value);
  const id = path && asString(valueAt(document.value, path));
  if (path === undefined || id === undefined) return undefined;
  const withId = (other: string) => document.apply([{ type: "replace", path, json: JSON.stringify(other) }]).body;
  return { id, withId };
}

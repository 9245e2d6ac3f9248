import type { JsonObject } from "@headroom/core";
import type { Session } from "../session/session.ts";

/** A kind of file that sessions are read from. */
export interface RecordingShape {
  readonly name: string;
  /** The sessions in a file's objects; `undefined` where they are not of this shape. */
  read(name: string, objects: readonly JsonObject[]): readonly Session[] | undefined;
}

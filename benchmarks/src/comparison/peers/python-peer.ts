import { objectsIn } from "../../bill/session/message-shape.ts";
import type { Strategy } from "../../bill/strategies/strategy.ts";
import type { PythonProcess } from "./python-process.ts";
import { sendable } from "./sendable.ts";

/** A peer that runs in Python: each request is given to it whole, as its documentation shows. */
export function pythonPeer(name: string, peer: string, python: PythonProcess): Strategy {
  return {
    name,
    perModel: false,
    perTime: false,
    fetchable: true,
    start:
      (_session, { windowTokens: limit }) =>
      async (body) => {
        const { messages, originals } = await python.ask({ peer, messages: objectsIn(body.messages), limit });
        return { body: sendable(body, messages), offloads: new Map(Object.entries(originals)), warnings: [] };
      },
  };
}

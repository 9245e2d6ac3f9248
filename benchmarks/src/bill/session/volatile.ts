import { asArray, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { objectsIn } from "./message-shape.ts";
import { sendTimes } from "./pauses.ts";
import type { Session } from "./session.ts";

/** What changes in a prompt that should be stable. */
export interface Volatility {
  readonly name: string;
  /** A request of the session, the n-th from 0, sent at `seconds`. */
  change(body: JsonObject, index: number, seconds: number): JsonObject;
}

/** A day on which sessions take place. */
const START = Date.UTC(2026, 10, 26, 9, 0, 0);
const GIT_STATUS_EVERY = 10;
const TOOLS_CHANGE_EVERY = 25;

/** Cases that are seen in real traffic, each in the system prompt or the tools. */
export const VOLATILITIES: readonly Volatility[] = [
  {
    name: "clock in each request",
    change: (body, _index, seconds) =>
      withSystemLine(body, `Current time: ${new Date(START + seconds * 1000).toISOString()}`),
  },
  {
    name: "git status every 10 requests",
    change: (body, index) => {
      const changed = Math.floor(index / GIT_STATUS_EVERY);
      return withSystemLine(body, `Git status:\n${" M src/file.ts\n".repeat(changed % 3)}?? notes-${changed}.md`);
    },
  },
  {
    name: "tools reordered every 25 requests",
    change: (body, index) => {
      const tools = asArray(body.tools) ?? [];
      const by = Math.floor(index / TOOLS_CHANGE_EVERY) % Math.max(1, tools.length);
      return by === 0 ? body : { ...body, tools: [...tools.slice(by), ...tools.slice(0, by)] };
    },
  },
];

/** A session whose requests change in this way. */
export function withVolatility(session: Session, { change }: Volatility): Session {
  const times = sendTimes(session, 1);
  const turns = session.turns.map((turn, index) => ({
    ...turn,
    body: change(turn.body, index, times[index] as number),
  }));
  return { ...session, turns };
}

/** A request with one more line at the end of its system prompt. */
function withSystemLine(body: JsonObject, line: string): JsonObject {
  if (typeof body.instructions === "string") return { ...body, instructions: `${body.instructions}\n${line}` };
  const blocks = objectsIn(body.system);
  const last = blocks.at(-1);
  if (last !== undefined) return { ...body, system: [...blocks.slice(0, -1), withLine(last, "text", line)] };
  const [first, ...rest] = asArray(body.messages) ?? [];
  if (!isSystem(first)) return body;
  return { ...body, messages: [withLine(first, "content", line), ...rest] };
}

function isSystem(message: JsonValue | undefined): message is JsonObject {
  return typeof message === "object" && message !== null && (message as JsonObject).role === "system";
}

function withLine(holder: JsonObject, key: string, line: string): JsonObject {
  return { ...holder, [key]: `${asString(holder[key]) ?? ""}\n${line}` };
}

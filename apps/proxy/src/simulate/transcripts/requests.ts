import { asArray, asObject, asString, type Dialect, type JsonObject, type JsonValue } from "@headroom/core";
import type { KnownDialects } from "../../request/known-dialects.js";
import type { RecordedTurn, Recording, RecordingReader } from "../recording.js";
import { momentIn } from "./moment-in.js";

/** The members of a body that hold what is said, by format. */
const LISTS = ["messages", "input", "contents"] as const;
/** Roles in which models speak. */
const SPEAKER = /^(?:assistant|model|chatbot)$/i;

interface Body {
  readonly body: JsonObject;
  readonly dialect: Dialect;
  /** When it was sent, in milliseconds of the epoch. */
  readonly at: number | undefined;
}

/**
 * Bodies of requests, alone or in lines of `{"id", "body"}`. A body that holds answers is the last request of a conversation: each
 * answer in it was asked for with what stands before it. Lines are requests that were sent as they stand.
 *
 * @param named The dialect of all bodies. @default told by each of them
 */
export function requestsReader(name: string, dialects: KnownDialects, named: Dialect | undefined): RecordingReader {
  const bodies: Body[] = [];
  return {
    take(object) {
      const body = asObject(object.body) ?? object;
      if (listOf(body) === undefined) return false;
      const dialect = named ?? dialects.detect(body);
      if (dialect.read(body, (_path, value) => JSON.stringify(value)) === undefined) return false;
      bodies.push({ body, dialect, at: body === object ? undefined : momentIn(object.timestamp) });
      return true;
    },
    end() {
      const [only] = bodies;
      if (only !== undefined && bodies.length === 1) return [{ name, dialect: only.dialect, turns: turnsWithin(only) }];
      return [...new Set(bodies.map(({ dialect }) => dialect))].map((dialect): Recording => {
        const own = bodies.filter((each) => each.dialect === dialect);
        return {
          name: own.length === bodies.length ? name : `${name}:${dialect.name}`,
          dialect,
          turns: own.map(turnOf),
        };
      });
    },
  };
}

function listOf(body: JsonObject): { readonly key: string; readonly items: readonly JsonValue[] } | undefined {
  for (const key of LISTS) {
    const items = asArray(body[key]);
    if (items !== undefined && items.length > 0) return { key, items };
  }
  return undefined;
}

function turnOf({ body, at }: Pick<Body, "body" | "at">): RecordedTurn {
  return { body: () => body, model: asString(body.model) ?? "", ...(at !== undefined && { at }) };
}

/** The requests that led to a body, and the body itself unless it ends with an answer. */
function turnsWithin({ body, at }: Body): readonly RecordedTurn[] {
  const list = listOf(body);
  if (list === undefined) return [];
  const { key, items } = list;
  const answers = items.flatMap((item, index) =>
    isAnswer(item) && index > 0 && !isAnswer(items[index - 1]) ? [index] : [],
  );
  const ends = isAnswer(items.at(-1)) && answers.length > 0 ? answers : [...answers, items.length];
  return ends.map((end, turn) => ({
    ...turnOf({ body, at: turn === ends.length - 1 ? at : undefined }),
    body: () => (end === items.length ? body : { ...body, [key]: items.slice(0, end) }),
  }));
}

function isAnswer(item: JsonValue | undefined): boolean {
  const { role, type } = asObject(item) ?? {};
  if (typeof role === "string") return SPEAKER.test(role);
  return type === "reasoning" || (asString(type) ?? "").endsWith("_call");
}

import {
  type AnswerFollower,
  asArray,
  asCount,
  asObject,
  asString,
  eventType,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  locate,
  nodeSource,
  replaceNode,
  type Splice,
  scanJson,
  spliceText,
} from "@headroom/core";
import { CALL_TYPES, itemType } from "./item-types.js";
import { recogniseRequest } from "./recognise.js";

/** An item of an answer that is on its way. */
interface Item {
  readonly kind: "hidden" | "call" | "reasoning" | "other";
  /** By which the application knows it; absent while it has not seen it. */
  place?: number;
  /** Source, once it is whole. */
  json?: string;
}

/** An event that the application may yet see. */
interface Held {
  readonly item: Item;
  readonly data: string;
  readonly text: string;
}

const BEGINS = /^response\.(?:created|queued|in_progress)$/;
const ENDS = /^response\.(?:completed|incomplete|failed)$/;

/**
 * Follows streamed responses. Items that are hidden calls are taken out, and all others are numbered without them, over all
 * answers: the second begins without its start, and the last one ends with the items of all, under the id of the first.
 *
 * Reasoning is held back until something else follows: where that is a hidden call, the application never sees it, because it
 * would have to come back together with the call. Beside calls of the application, hidden ones are seen where the provider
 * holds the answer, since it misses their outputs.
 */
export function followResponses(isHidden: (name: string) => boolean, body: JsonValue): AnswerFollower {
  const isHeldByProvider = recogniseRequest(body)?.body.store !== false;
  let isFirst = true;
  let next: number | undefined;
  let shownId: string | undefined;
  let heldId: string | undefined;
  const shown: Item[] = [];
  let items = new Map<number, Item>();
  let held: Held[] = [];
  let completed = false;

  const called = (kind: Item["kind"]): boolean => [...items.values()].some((item) => item.kind === kind);
  const goesOn = (): boolean => completed && called("hidden") && !called("call");
  const isDropped = ({ kind }: Item): boolean => kind === "hidden" && !isHeldByProvider;

  const write = (data: string, text: string, places: readonly (readonly [JsonPath, string])[]): string => {
    const tree = scanJson(data);
    next ??= asCount(parse(data)?.sequence_number) ?? 0;
    const numbered = [[["sequence_number"], String(next++)], ...places] as (readonly [JsonPath, string])[];
    if (shownId !== undefined) numbered.push([["response", "id"], JSON.stringify(shownId)]);
    const splices = numbered.flatMap(([path, json]): Splice[] => {
      const node = locate(tree, path);
      return node < 0 || nodeSource(tree, node) === json ? [] : [replaceNode(tree, node, json)];
    });
    splices.sort((a, b) => a.start - b.start);
    return splices.length === 0 ? text : text.replace(data, () => spliceText(data, splices));
  };

  const show = ({ item, data, text }: Held): string => {
    if (item.place === undefined) item.place = shown.push(item) - 1;
    return write(data, text, [[["output_index"], String(item.place)]]);
  };

  /** What was held back, where it is to be seen after all. */
  const release = (): string => {
    const waiting = held.filter(({ item }) => !isDropped(item));
    held = [];
    return waiting.map(show).join("");
  };

  const seeItem = (index: number, value: JsonValue | undefined, data: string, text: string): string => {
    const item = items.get(index) ?? newItem(asObject(value), isHidden);
    items.set(index, item);
    if (value !== undefined) item.json = sourceOf(data, ["item"]) ?? "null";
    const event = { item, data, text };
    if (called("call")) return isDropped(item) ? "" : release() + show(event);
    const waits = item.kind === "hidden" || (item.kind === "reasoning" && item.place === undefined);
    if (!waits && called("hidden")) return show(event);
    if (!waits) return release() + show(event);
    held.push(event);
    return "";
  };

  return {
    see(event, text) {
      const { data } = event;
      const type = eventType(event);
      const parsed = parse(data);
      if (parsed === undefined) return text;
      const id = asString(asObject(parsed.response)?.id);
      shownId ??= id;
      heldId = id ?? heldId;
      if (BEGINS.test(type)) return isFirst ? write(data, text, []) : "";
      if (ENDS.test(type)) {
        completed = type === "response.completed";
        if (goesOn()) return "";
        const rest = release();
        return rest + write(data, text, endOf(data, shown, items));
      }
      const index = asCount(parsed.output_index);
      return index === undefined ? write(data, text, []) : seeItem(index, parsed.item, data, text);
    },
    goesOn() {
      if (!goesOn()) return undefined;
      const output = [...items].sort(([a], [b]) => a - b).map(([, { json = "null" }]) => JSON.parse(json) as JsonValue);
      isFirst = false;
      items = new Map();
      held = [];
      completed = false;
      return { object: "response", status: "completed", output };
    },
    renamed() {
      if (!isHeldByProvider || shownId === undefined || heldId === undefined || heldId === shownId) return undefined;
      return { shown: shownId, held: heldId };
    },
  };
}

function newItem(item: JsonObject | undefined, isHidden: (name: string) => boolean): Item {
  const type = itemType(item ?? {}) ?? "";
  if (type === "function_call" && isHidden(asString(item?.name) ?? "")) return { kind: "hidden" };
  if (CALL_TYPES.has(type)) return { kind: "call" };
  return { kind: type === "reasoning" ? "reasoning" : "other" };
}

const OUTPUT: JsonPath = ["response", "output"];

/** The last event with what the application saw, where that is not what this answer alone has. */
function endOf(
  data: string,
  shown: readonly Item[],
  items: ReadonlyMap<number, Item>,
): readonly (readonly [JsonPath, string])[] {
  const said = asArray(asObject(parse(data)?.response)?.output) ?? [];
  const own = [...items].sort(([a], [b]) => a - b).map(([, item]) => item);
  const isAll = own.length === shown.length && own.every((item, index) => item === shown[index]);
  if (isAll || said.length === 0) return [];
  // An item that ended with the answer has its source there.
  const json = shown.map((item) => item.json ?? sourceOf(data, [...OUTPUT, own.indexOf(item)]) ?? "null");
  return [[OUTPUT, `[${json.join(",")}]`]];
}

function sourceOf(data: string, path: JsonPath): string | undefined {
  const tree = scanJson(data);
  const node = locate(tree, path);
  return node < 0 ? undefined : nodeSource(tree, node);
}

function parse(data: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(data) as JsonValue);
  } catch {
    return undefined;
  }
}

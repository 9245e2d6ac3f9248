import type { ReplaceJsonEdit } from "../../../conversation/edit.js";
import { asObject } from "../../../conversation/json-shape.js";
import type { Part } from "../../../conversation/part.js";
import type { JsonValue } from "../../../json/path.js";
import { sortedJson } from "../../../json/sorted-json.js";
import type { ReadContext } from "../../prepare-context.js";

/** A tool definition of the request. */
export interface Tool {
  readonly part: Part;
  readonly source: string;
  readonly name: string;
  /** The same for definitions that differ in the order of keys only. */
  readonly sorted: string;
}

const ENTRY_BYTES = 200;

/**
 * The tools of a request, where all of them can be put in another order: every element of their lists is a definition that
 * can be read, with a name of its own. `undefined` otherwise, and where there is only one.
 */
export function readTools(prompt: readonly Part[], context: ReadContext): readonly Tool[] | undefined {
  const parts = prompt.filter(({ kind }) => kind === "tool-definition");
  const tools = parts.map((part) => toolOf(part, context));
  const isWhole = parts.every(({ path, text, locks, encoding }, index) => {
    const place = path.at(-1);
    const before = parts[index - 1];
    const follows = before !== undefined && isSame(before.path.slice(0, -1), path.slice(0, -1));
    return (
      text !== undefined &&
      encoding === "json" &&
      locks.length === 0 &&
      !hasInnerMarkers(parts[index] as Part, context) &&
      typeof place === "number" &&
      place === (follows ? (before.path.at(-1) as number) + 1 : 0)
    );
  });
  const names = new Set(tools.map(({ name }) => name));
  const isMixed = prompt.some(({ kind }) => kind !== "tool-definition" && kind !== "system");
  return isWhole && !isMixed && names.size === tools.length && tools.length > 1 ? tools : undefined;
}

function toolOf(part: Part, context: ReadContext): Tool {
  const source = part.text ?? "";
  const sorted = context.remember(
    `tool:${context.digestOf(part)}`,
    () => sortedJson(source),
    (json) => ENTRY_BYTES + 2 * json.length,
  );
  return { part, source, name: nameIn(source) ?? sorted, sorted };
}

/** Whether a cache marker stands where it could not be put back. */
function hasInnerMarkers(part: Part, context: ReadContext): boolean {
  const read = Object.keys(asObject(asObject(parsed(part.text ?? ""))?.function) ?? {});
  const whole = Object.keys(asObject(asObject(context.valueOf(part))?.function) ?? {});
  return read.length !== whole.length;
}

function parsed(json: string): JsonValue | undefined {
  try {
    return JSON.parse(json) as JsonValue;
  } catch {
    return undefined;
  }
}

function isSame(a: Part["path"], b: Part["path"]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

/** What a list of tools is stored as: their sources in order. */
export function listOf(tools: readonly Tool[]): string {
  return JSON.stringify(tools.map(({ source }) => source));
}

/** What of a list of tools is other than before. */
export interface ToolChange {
  readonly order: boolean;
  readonly keys: boolean;
  /** Tools that came, went, or are other ones. */
  readonly tools: boolean;
}

/** A list of tools as it is to be sent: the source for the place of each tool. */
export interface ArrangedTools {
  readonly sources: readonly string[];
  /** The list of the request: places in `sources`, or sources that are not among them. */
  readonly given: readonly (number | string)[];
  readonly change: ToolChange;
}

/**
 * Puts tools in the order of a list that was sent before, with its sources where nothing but the order of keys is other.
 * New ones come last. Tools stay in the list of the request that they stand in.
 *
 * @param stored The list as it was sent; a damaged one counts as empty.
 */
export function arrangeTools(tools: readonly Tool[], stored: string): ArrangedTools {
  const before = readList(stored);
  const rank = new Map(before.map(({ name }, index) => [name, index]));
  const rankOf = ({ name }: Tool): number => rank.get(name) ?? before.length;
  const sources = groups(tools).flatMap((group) =>
    [...group]
      .sort((a, b) => rankOf(a) - rankOf(b))
      .map((tool) => {
        const known = before[rankOf(tool)];
        return known?.sorted === tool.sorted ? known.source : tool.source;
      }),
  );
  const ranks = tools.map(rankOf).filter((place) => place < before.length);
  const pairs = tools.map((tool) => ({ tool, known: before[rankOf(tool)] }));
  return {
    sources,
    given: tools.map(({ source }) => {
      const place = sources.indexOf(source);
      return place < 0 ? source : place;
    }),
    change: {
      order: ranks.some((place, index) => place < (ranks[index - 1] ?? 0)),
      keys: pairs.some(({ tool, known }) => known?.sorted === tool.sorted && known.source !== tool.source),
      tools: ranks.length < before.length || pairs.some(({ tool, known }) => known?.sorted !== tool.sorted),
    },
  };
}

interface StoredTool {
  readonly source: string;
  readonly name: string;
  readonly sorted: string;
}

function readList(stored: string): readonly StoredTool[] {
  try {
    const sources = JSON.parse(stored) as readonly string[];
    return sources.map((source) => {
      const sorted = sortedJson(source);
      return { source, sorted, name: nameIn(source) ?? sorted };
    });
  } catch {
    return [];
  }
}

/** The name of a definition, which stands in it or in its function. */
function nameIn(source: string): string | undefined {
  const tool = asObject(parsed(source));
  const name = tool?.name ?? asObject(tool?.function)?.name;
  return typeof name === "string" ? name : undefined;
}

/** Tools of one list each. */
function groups(tools: readonly Tool[]): readonly (readonly Tool[])[] {
  const found: Tool[][] = [];
  for (const tool of tools) {
    if (tool.part.path.at(-1) === 0) found.push([]);
    found.at(-1)?.push(tool);
  }
  return found;
}

/** The edits that put sources in the places of tools. Members that are no part of a definition, such as cache markers, stay. */
export function toolEdits(
  tools: readonly Tool[],
  sources: readonly string[],
  context: ReadContext,
): readonly ReplaceJsonEdit[] {
  return tools.flatMap((tool, index) => {
    const source = sources[index] ?? tool.source;
    if (source === tool.source) return [];
    return [{ type: "replace-json", part: tool.part, json: withMarkers(source, tool.part, context) }];
  });
}

function withMarkers(source: string, part: Part, context: ReadContext): string {
  const read = asObject(parsed(part.text ?? "")) ?? {};
  const whole = asObject(context.valueOf(part)) ?? {};
  const markers = Object.entries(whole).filter(([name]) => !Object.hasOwn(read, name));
  if (markers.length === 0) return source;
  const members = markers.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join("");
  return `${source.trimEnd().slice(0, -1)}${members}}`;
}

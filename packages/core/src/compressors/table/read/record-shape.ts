import { isNumberText, isQuoted, isWord, quotedText, splitCells } from "../grammar/cell.js";
import { KEY_COLUMN, VALUE_COLUMN } from "../grammar/column-name.js";
import { isJsonFact } from "../grammar/fact-value.js";
import { readKeyOrder } from "../grammar/key-order.js";
import { Mentions } from "../grammar/mentions.js";
import { OWN_CELL, parseTemplate, type Template } from "../grammar/template.js";
import type { ColumnPath } from "../records/record-set.js";
import type { HeadingColumn, HeadingFact, HeadingLookup, Headings } from "./headings.js";

/** How records are put together from their cells. */
export interface RecordShape {
  /** In the order in which a record says its members. */
  readonly columns: readonly ShapeColumn[];
  readonly groups: readonly ShapeGroup[];
  /** Columns of a row's cells, as indexes. */
  readonly cells: readonly number[];
  readonly lookups: readonly ShapeLookup[];
  /** The column of keys, -1 when the records are elements of an array. */
  readonly key: number;
  /** The column that holds whole members, -1 when the members are objects. */
  readonly value: number;
}

export interface ShapeColumn {
  readonly path: ColumnPath;
  readonly group: number;
  /** The last key as JSON. */
  readonly keyJson: string;
  /** A fact that is no template, as JSON. */
  readonly constant: string | undefined;
  /** A fact, or with {@link OWN_CELL} what a cell is filled into. */
  readonly template: Template | undefined;
  readonly list: RecordShape | undefined;
}

/** An object or array inside a record. */
export interface ShapeGroup {
  readonly parent: number;
  /** From the record to this group. */
  readonly chain: readonly number[];
  readonly open: string;
  readonly close: string;
  /** Whether its presence shows by cells; otherwise it stands wherever the group around it stands. */
  readonly shown: boolean;
}

export interface ShapeLookup {
  /** Index among the row's cells. */
  readonly key: number;
  readonly columns: readonly number[];
  /** Cells of the columns by the cell of the key. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** The shape of the rows, from all headings of a table. Every heading must belong to some records. */
export function shapeOfRows(headings: Headings): RecordShape {
  const used = new Set<string>();
  const shape = shapeAt("", headings.columns);
  for (const address of headings.of.keys())
    if (!used.has(address)) throw new SyntaxError(`Not a table: there are no records ${address}.`);
  return shape;

  function shapeAt(address: string, columns: readonly HeadingColumn[]): RecordShape {
    used.add(address);
    const own = headings.of.get(address);
    const below = address === "" ? "" : `${address}.`;
    return makeShape(columns, own?.facts ?? [], own?.lookups ?? [], own?.order ?? "", (column) =>
      column.list === undefined ? undefined : shapeAt(`${below}${column.name}[]`, column.list),
    );
  }
}

interface Placed extends HeadingColumn {
  readonly fact: HeadingFact | undefined;
}

function makeShape(
  cells: readonly HeadingColumn[],
  facts: readonly HeadingFact[],
  lookups: readonly HeadingLookup[],
  order: string,
  listOf: (column: HeadingColumn) => RecordShape | undefined,
): RecordShape {
  const factOf = new Map(facts.map((fact) => [fact.name, fact]));
  const printed = [cells, ...lookups.map((lookup) => lookup.columns)];
  const inCells = new Set(printed.flat().map((column) => column.name));
  const said = facts
    .filter((fact) => !inCells.has(fact.name))
    .map(({ path, name }) => ({ path, name, list: undefined }));
  const places = [cells, said, ...lookups.map((lookup) => lookup.columns)];
  const taken = places.map(() => 0);
  const placed = readKeyOrder(
    order,
    places.map((columns) => columns.length),
  ).map((turn): Placed => {
    const at = taken[turn] as number;
    taken[turn] = at + 1;
    const column = (places[turn] as readonly HeadingColumn[])[at] as HeadingColumn;
    return { ...column, fact: factOf.get(column.name) };
  });
  const mentions = new Mentions(placed);
  if (mentions.size !== placed.length || factOf.size !== facts.length)
    throw new SyntaxError("Not a table: two columns have one name.");
  const indexOf = (name: string): number => mentions.indexOf(name);

  const { groups, groupOf } = groupColumns(placed, inCells);
  const columns = placed.map((column, index): ShapeColumn => {
    const { constant, template } = readFact(column.fact, inCells.has(column.name), index, mentions);
    const keyJson = JSON.stringify(column.path.at(-1) ?? "");
    return { path: column.path, group: groupOf[index] as number, keyJson, constant, template, list: listOf(column) };
  });
  const shape = {
    columns,
    groups,
    cells: cells.map((column) => indexOf(column.name)),
    lookups: lookups.map((lookup) => readLookup(lookup, cells, indexOf)),
    key: indexOf(KEY_COLUMN),
    value: indexOf(VALUE_COLUMN),
  };
  const isValue = shape.value >= 0 && !(shape.key === 0 && shape.value === 1 && columns.length === 2);
  if (shape.key > 0 || isValue) throw new SyntaxError("Not a table: the column of keys does not stand first.");
  return shape;
}

function readFact(fact: HeadingFact | undefined, hasCell: boolean, index: number, mentions: Mentions) {
  if (fact === undefined) return { constant: undefined, template: undefined };
  const { source, name } = fact;
  const isText = isQuoted(source) || !(source === "" || isJsonFact(source) || isWord(source) || isNumberText(source));
  const template = isText ? parseTemplate(isQuoted(source) ? quotedText(source) : source, index, mentions) : undefined;
  const ownCells = template?.filter((part) => part === OWN_CELL).length ?? 0;
  if (source === "" || ownCells !== (hasCell ? 1 : 0))
    throw new SyntaxError(`Not a table: ${name} is said in a wrong way.`);
  if (template?.some((part) => typeof part === "number")) return { constant: undefined, template };
  return { constant: template === undefined ? source : JSON.stringify(template.join("")), template: undefined };
}

function readLookup(
  { key, columns, rows }: HeadingLookup,
  cells: readonly HeadingColumn[],
  indexOf: (name: string) => number,
): ShapeLookup {
  const at = cells.findIndex((column) => column.name === key);
  if (at < 0) throw new SyntaxError(`Not a table: no cells say ${key}.`);
  const byKey = new Map<string, readonly string[]>();
  for (const line of rows) {
    const { cells: row, end } = splitCells(line, 0, columns.length + 1, false);
    const [own, ...others] = row as [string, ...string[]];
    if (end !== line.length || byKey.has(own))
      throw new SyntaxError(`Not a table: unexpected row by ${key}: ${line.slice(0, 80)}`);
    byKey.set(own, others);
  }
  return { key: at, columns: columns.map((column) => indexOf(column.name)), rows: byKey };
}

/** The objects and arrays around the columns. The columns of each must stand together, and its elements in order. */
function groupColumns(placed: readonly Placed[], inCells: ReadonlySet<string>) {
  const groups: { parent: number; chain: number[]; open: string; close: string; shown: boolean; next: number }[] = [];
  const byName = new Map<string, number>();
  const groupOf: number[] = [];
  let current: readonly number[] = [0];
  groups.push({ parent: -1, chain: [0], open: "", close: "", shown: false, next: 0 });
  for (const { path, name } of placed) {
    let group = 0;
    let prefix = "";
    for (let depth = 0; depth + 1 < path.length; depth++) {
      const step = path[depth] as string | number;
      const parent = groups[group] as (typeof groups)[number];
      // A member may be an object in some records and an array in others.
      const isArray = typeof path[depth + 1] === "number";
      prefix += `${JSON.stringify(step)}${isArray ? "[" : "{"}`;
      const known = byName.get(prefix);
      if (known !== undefined) {
        if (!current.includes(known)) throw new SyntaxError(`Not a table: ${name} stands apart from its object.`);
        group = known;
        continue;
      }
      if (
        (parent.close === "]") !== (typeof step === "number") ||
        (typeof step === "number" && step !== parent.next++)
      ) {
        throw new SyntaxError(`Not a table: ${name} does not follow in its array.`);
      }
      const key = typeof step === "number" ? "" : `${JSON.stringify(step)}:`;
      groups.push({
        parent: group,
        chain: [...parent.chain, groups.length],
        open: key + (isArray ? "[" : "{"),
        close: isArray ? "]" : "}",
        shown: false,
        next: 0,
      });
      group = groups.length - 1;
      byName.set(prefix, group);
    }
    const around = groups[group] as (typeof groups)[number];
    if (around.close === "]" || typeof path.at(-1) === "number")
      throw new SyntaxError(`Not a table: ${name} is no member of an object.`);
    current = around.chain;
    groupOf.push(group);
    if (inCells.has(name)) for (const at of around.chain) (groups[at] as (typeof groups)[number]).shown = true;
  }
  // An element stands wherever its array stands.
  for (const group of groups) if (groups[group.parent]?.close === "]") group.shown = false;
  return { groups, groupOf };
}

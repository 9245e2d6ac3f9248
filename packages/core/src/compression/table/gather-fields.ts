import { decodeString } from "../../json/json-node.js";
import type { JsonTree } from "../../json/json-tree.js";

/** One key of a number of objects. */
export interface Field {
  readonly key: string;
  /** The member's node in each object, -1 where the object has no such member. */
  readonly cells: Int32Array;
  /** Objects that have the member. */
  readonly filled: number;
}

export interface GatheredFields {
  /** In an order that every regular object follows. */
  readonly fields: readonly Field[];
  /** Objects whose members cannot be said in that order: equal keys, or an order that contradicts the others. */
  readonly irregular: readonly number[];
}

/** Orders of keys that are tried when not all objects agree on one. */
const MAX_SHAPES = 32;

/**
 * The members of many objects, key by key. `objects` holds a node per record, -1 for a record without an object.
 * `undefined` when there are more than `maxFields` keys.
 */
export function gatherFields(tree: JsonTree, objects: Int32Array, maxFields: number): GatheredFields | undefined {
  const gathering = new Gathering(tree, objects, maxFields);
  if (!gathering.readAll()) return undefined;
  return gathering.finish();
}

interface GrowingField {
  readonly index: number;
  readonly key: string;
  /** The key as it stands in the text when first seen, quotes included. */
  readonly source: string;
  readonly cells: Int32Array;
  filled: number;
  /** The field that followed last time: the first guess, since most objects repeat the shape before them. */
  next: GrowingField | undefined;
  /** All fields that ever followed directly. */
  readonly followers: Set<number>;
}

class Gathering {
  readonly #tree: JsonTree;
  readonly #objects: Int32Array;
  readonly #maxFields: number;
  readonly #fields: GrowingField[] = [];
  readonly #byKey = new Map<string, GrowingField>();
  readonly #irregular = new Set<number>();
  #first: GrowingField | undefined;

  constructor(tree: JsonTree, objects: Int32Array, maxFields: number) {
    this.#tree = tree;
    this.#objects = objects;
    this.#maxFields = maxFields;
  }

  /** Reads every object; false when there are too many keys. */
  readAll(): boolean {
    for (let record = 0; record < this.#objects.length; record++) {
      if ((this.#objects[record] as number) >= 0 && !this.#readObject(record)) return false;
    }
    return true;
  }

  #readObject(record: number): boolean {
    const { after } = this.#tree;
    const object = this.#objects[record] as number;
    const stop = after[object] as number;
    let last: GrowingField | undefined;
    for (let node = object + 1; node < stop; node = after[node] as number) {
      const field = this.#fieldOf(node, last === undefined ? this.#first : last.next);
      if (field === undefined) return false;
      if ((field.cells[record] as number) >= 0) {
        this.#irregular.add(record);
        return true;
      }
      field.cells[record] = node;
      field.filled++;
      if (last === undefined) this.#first = field;
      else if (last.next !== field) {
        last.next = field;
        last.followers.add(field.index);
      }
      last = field;
    }
    return true;
  }

  #fieldOf(node: number, guess: GrowingField | undefined): GrowingField | undefined {
    const { text, keyStart, keyEnd } = this.#tree;
    const start = keyStart[node] as number;
    const end = keyEnd[node] as number;
    if (guess !== undefined && end - start === guess.source.length && text.startsWith(guess.source, start))
      return guess;
    const key = decodeString(text, start, end);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    if (this.#fields.length >= this.#maxFields) return undefined;
    const field: GrowingField = {
      index: this.#fields.length,
      key,
      source: text.slice(start, end),
      cells: new Int32Array(this.#objects.length).fill(-1),
      filled: 0,
      next: undefined,
      followers: new Set(),
    };
    this.#fields.push(field);
    this.#byKey.set(key, field);
    return field;
  }

  finish(): GatheredFields {
    const followers = this.#fields.map((field) => field.followers);
    const order = topologicalOrder(followers) ?? this.#orderByShape();
    return {
      fields: order.map((index) => this.#fields[index] as GrowingField),
      irregular: [...this.#irregular].sort((a, b) => a - b),
    };
  }

  /** The order that the most frequent shapes agree on; objects of other shapes become irregular. */
  #orderByShape(): number[] {
    const shapes = new Map<string, number[]>();
    for (let record = 0; record < this.#objects.length; record++) {
      if ((this.#objects[record] as number) < 0 || this.#irregular.has(record)) continue;
      const shape = this.#shapeOf(record).join(",");
      const alike = shapes.get(shape);
      if (alike === undefined) shapes.set(shape, [record]);
      else alike.push(record);
    }
    const followers = this.#fields.map(() => new Set<number>());
    let order = this.#fields.map((field) => field.index);
    const byFrequency = [...shapes].sort((a, b) => b[1].length - a[1].length);
    for (const [rank, [shape, records]] of byFrequency.entries()) {
      const added = addChain(followers, shape === "" ? [] : shape.split(",").map(Number));
      const extended = rank < MAX_SHAPES ? topologicalOrder(followers) : undefined;
      if (extended !== undefined) order = extended;
      else {
        for (const [from, to] of added) followers[from]?.delete(to);
        for (const record of records) this.#irregular.add(record);
      }
    }
    return order;
  }

  #shapeOf(record: number): number[] {
    const { after } = this.#tree;
    const object = this.#objects[record] as number;
    const stop = after[object] as number;
    const shape: number[] = [];
    let last: GrowingField | undefined;
    for (let node = object + 1; node < stop; node = after[node] as number) {
      last = this.#fieldOf(node, last?.next) as GrowingField;
      shape.push(last.index);
    }
    return shape;
  }
}

/** Adds the links of one shape and returns those that are new. */
function addChain(followers: readonly Set<number>[], shape: readonly number[]): [number, number][] {
  const added: [number, number][] = [];
  for (let k = 1; k < shape.length; k++) {
    const from = shape[k - 1] as number;
    const to = shape[k] as number;
    if (followers[from]?.has(to)) continue;
    followers[from]?.add(to);
    added.push([from, to]);
  }
  return added;
}

/** An order in which each item stands before its followers, early items first; `undefined` when there is none. */
function topologicalOrder(followers: readonly ReadonlySet<number>[]): number[] | undefined {
  const waiting = new Int32Array(followers.length);
  for (const targets of followers) for (const target of targets) waiting[target] = (waiting[target] as number) + 1;
  const ready: number[] = [];
  for (let item = followers.length - 1; item >= 0; item--) if (waiting[item] === 0) ready.push(item);
  const order: number[] = [];
  for (let item = ready.pop(); item !== undefined; item = ready.pop()) {
    order.push(item);
    for (const target of [...(followers[item] as ReadonlySet<number>)].sort((a, b) => b - a)) {
      waiting[target] = (waiting[target] as number) - 1;
      if (waiting[target] === 0) ready.push(target);
    }
  }
  return order.length === followers.length ? order : undefined;
}

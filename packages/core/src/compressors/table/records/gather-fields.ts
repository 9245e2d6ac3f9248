import { decodeString } from "../../../json/json-node.js";
import type { JsonTree } from "../../../json/json-tree.js";
import { orderShapes, type Shape, topologicalOrder } from "./order-shapes.js";

/** One key of a number of objects. */
export interface Field {
  readonly key: string;
  /** The member's node in each object, -1 where the object has no such member. */
  readonly cells: Int32Array;
  /** Objects that have the member. */
  readonly filled: number;
}

export interface GatheredFields {
  /** In an order that most objects follow. */
  readonly fields: readonly Field[];
  /** Objects that follow another order. */
  readonly turned: readonly TurnedRecords[];
  /** Objects whose members cannot be said in any of these orders: equal keys, or one order too many. */
  readonly irregular: readonly number[];
}

/** Records that say their members in an order of their own. */
export interface TurnedRecords {
  readonly records: readonly number[];
  /** Indexes of fields, in this order; those that none of the records has are left out. */
  readonly order: readonly number[];
}

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
    const irregular = [...this.#irregular].sort((a, b) => a - b);
    const order = topologicalOrder(this.#fields.map((field) => field.followers));
    if (order !== undefined)
      return { fields: order.map((index) => this.#fields[index] as Field), turned: [], irregular };
    const { orders, left } = orderShapes(this.#shapes(), this.#fields.length);
    const [usual, ...others] = orders;
    const all = [...(usual?.order ?? []), ...this.#fields.keys()].filter((index, k, list) => list.indexOf(index) === k);
    const place = new Map(all.map((index, k) => [index, k]));
    return {
      fields: all.map((index) => this.#fields[index] as Field),
      turned: others.map(({ records, order: own }) => ({
        records,
        order: own.map((index) => place.get(index) as number),
      })),
      irregular: [...irregular, ...left].sort((a, b) => a - b),
    };
  }

  /** Records by the sequence of their fields. */
  #shapes(): Shape[] {
    const shapes = new Map<string, Shape>();
    for (let record = 0; record < this.#objects.length; record++) {
      if ((this.#objects[record] as number) < 0 || this.#irregular.has(record)) continue;
      const order = this.#shapeOf(record);
      const known = shapes.get(order.join(","));
      if (known === undefined) shapes.set(order.join(","), { order, records: [record] });
      else known.records.push(record);
    }
    return [...shapes.values()];
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

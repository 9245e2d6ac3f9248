/** Records with the same keys in the same sequence. Keys are numbers. */
export interface Shape {
  readonly order: readonly number[];
  readonly records: number[];
}

/** Records that agree on one order of keys, though each may leave some out. */
export interface KeyOrder {
  readonly order: readonly number[];
  readonly records: readonly number[];
}

/** Most orders that are told apart, and most shapes that are looked at. */
const MAX_ORDERS = 24;
const MAX_SHAPES = 256;

/** An order that is still growing. */
interface Draft {
  readonly followers: readonly Set<number>[];
  readonly keys: Set<number>;
  order: readonly number[];
  readonly records: number[];
}

/**
 * Sorts shapes into orders that contradict one another: each shape joins the first order that it fits. Frequent shapes
 * come first and so does the order that most records follow. Records beyond the caps are left over.
 */
export function orderShapes(
  shapes: readonly Shape[],
  keys: number,
): { orders: readonly KeyOrder[]; left: readonly number[] } {
  const drafts: Draft[] = [];
  const left: number[] = [];
  const byFrequency = [...shapes].sort((a, b) => b.records.length - a.records.length);
  for (const [rank, { order, records }] of byFrequency.entries()) {
    const fitting =
      rank < MAX_SHAPES ? (drafts.find((draft) => extend(draft, order)) ?? newDraft(drafts, keys, order)) : undefined;
    if (fitting === undefined) left.push(...records);
    else fitting.records.push(...records);
  }
  const orders = drafts.map(({ order, records, keys: used }) => ({
    order: order.filter((key) => used.has(key)),
    records: records.sort((a, b) => a - b),
  }));
  return { orders: orders.sort((a, b) => b.records.length - a.records.length), left };
}

function newDraft(drafts: Draft[], keys: number, order: readonly number[]): Draft | undefined {
  if (drafts.length >= MAX_ORDERS) return undefined;
  const draft: Draft = {
    followers: Array.from({ length: keys }, () => new Set<number>()),
    keys: new Set(),
    order: [],
    records: [],
  };
  drafts.push(draft);
  extend(draft, order);
  return draft;
}

/** Adds a shape to an order if they do not contradict each other. */
function extend(draft: Draft, shape: readonly number[]): boolean {
  const added = addChain(draft.followers, shape);
  const order = topologicalOrder(draft.followers);
  if (order === undefined) {
    for (const [from, to] of added) draft.followers[from]?.delete(to);
    return false;
  }
  draft.order = order;
  for (const key of shape) draft.keys.add(key);
  return true;
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
export function topologicalOrder(followers: readonly ReadonlySet<number>[]): number[] | undefined {
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

/**
 * The same items in an order in which every beginning is spread over the whole: the first, the last, the middle, the
 * middles of the halves, and so on.
 */
export function spreadOver<T>(items: readonly T[]): T[] {
  const order: T[] = [];
  const ends = items.length > 1 ? [0, items.length - 1] : items.length === 1 ? [0] : [];
  for (const end of ends) order.push(items[end] as T);
  // Gaps between places that are taken, in pairs.
  let gaps = items.length > 2 ? [0, items.length - 1] : [];
  while (gaps.length > 0) {
    const next: number[] = [];
    for (let i = 0; i < gaps.length; i += 2) {
      const from = gaps[i] as number;
      const to = gaps[i + 1] as number;
      const middle = (from + to) >> 1;
      order.push(items[middle] as T);
      if (middle - from > 1) next.push(from, middle);
      if (to - middle > 1) next.push(middle, to);
    }
    gaps = next;
  }
  return order;
}

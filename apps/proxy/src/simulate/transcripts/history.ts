import type { JsonObject } from "@headroom/core";

/** What of a history was there when a request was sent. */
export interface HistoryPoint {
  readonly items: readonly JsonObject[];
  readonly count: number;
}

/**
 * What is said in a conversation, item by item. A request remembers how far the history went; one that is cut off or begins
 * anew goes on in another list, so that what was sent before stays as it was.
 */
export class History<Item extends JsonObject = JsonObject> {
  #items: Item[] = [];

  get length(): number {
    return this.#items.length;
  }

  at(index: number): Item | undefined {
    return this.#items.at(index);
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  /** Where the first item is, from the end, that fits; -1 where none does. */
  findLastIndex(fits: (item: Item) => boolean): number {
    return this.#items.findLastIndex(fits);
  }

  /** Goes on behind the first `count` items, as if the others had not been said. */
  cutTo(count: number): void {
    this.#items = this.#items.slice(0, count);
  }

  /** Goes on with these items instead. */
  replace(items: readonly Item[]): void {
    this.#items = [...items];
  }

  now(): HistoryPoint {
    return { items: this.#items, count: this.#items.length };
  }
}

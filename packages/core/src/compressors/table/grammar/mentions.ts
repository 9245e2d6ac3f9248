import type { ColumnPath } from "../records/record-set.js";
import { columnName } from "./column-name.js";

/** A column as far as names go. */
export interface Nameable {
  readonly path: ColumnPath;
  readonly name: string;
}

/**
 * How templates name columns: as seen from the object that the template's own column is a member of, and then from the
 * objects around it. So `user.url` may be said `https://host/{login}` and mean `user.login`.
 */
export class Mentions {
  readonly #columns: readonly Nameable[];
  readonly #byName: ReadonlyMap<string, number>;

  constructor(columns: readonly Nameable[]) {
    this.#columns = columns;
    this.#byName = new Map(columns.map((column, index) => [column.name, index]));
  }

  /** Number of different names. */
  get size(): number {
    return this.#byName.size;
  }

  /** The column of a full name, or -1. */
  indexOf(name: string): number {
    return this.#byName.get(name) ?? -1;
  }

  /** The column that a name means in the template of column `from`, or -1. No template mentions its own column. */
  resolve(from: number, { path, name }: Nameable): number {
    if (path.length === 0) return this.indexOf(name);
    const own = (this.#columns[from] as Nameable).path;
    for (let depth = own.length - 1; depth >= 0; depth--) {
      const index = this.indexOf(columnName([...own.slice(0, depth), ...path]));
      if (index >= 0 && index !== from) return index;
    }
    return -1;
  }

  /** The shortest name that means column `to` in the template of column `from`. */
  nameFor(from: number, to: number): string {
    const target = this.#columns[to] as Nameable;
    const own = (this.#columns[from] as Nameable).path;
    let shared = 0;
    while (shared < own.length - 1 && shared < target.path.length - 1 && own[shared] === target.path[shared]) shared++;
    for (let depth = shared; depth > 0; depth--) {
      const path = target.path.slice(depth);
      if (this.resolve(from, { path, name: "" }) === to) return columnName(path);
    }
    return target.name;
  }
}

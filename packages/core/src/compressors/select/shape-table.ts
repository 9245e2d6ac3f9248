/**
 * Numbers for sets of columns. A row walks from its kind's start through its columns, in any order; two walks over the
 * same columns end at the same shape.
 */
export class ShapeTable {
  readonly #next = new Map<number, number>();
  readonly #from: number[] = [];
  readonly #column: number[] = [];
  readonly #shapeOfState: number[] = [];
  readonly #shapes = new Map<string, number>();

  /** `columns` is one more than the greatest column, `starts` one more than the greatest start. */
  constructor(
    readonly columns: number,
    starts: number,
  ) {
    for (let start = 0; start < starts; start++) this.#addState(-1, start);
  }

  /** The state behind `column`. A start is a state of its own number. */
  step(state: number, column: number): number {
    const key = state * this.columns + column;
    const known = this.#next.get(key);
    if (known !== undefined) return known;
    const added = this.#addState(state, column);
    this.#next.set(key, added);
    return added;
  }

  shapeAt(state: number): number {
    const known = this.#shapeOfState[state] as number;
    if (known >= 0) return known;
    const columns = new Set<number>();
    let at = state;
    for (; (this.#from[at] as number) >= 0; at = this.#from[at] as number) columns.add(this.#column[at] as number);
    const key = `${at}:${[...columns].sort((a, b) => a - b).join()}`;
    const shape = this.#shapes.get(key) ?? this.#shapes.size;
    this.#shapes.set(key, shape);
    this.#shapeOfState[state] = shape;
    return shape;
  }

  #addState(from: number, column: number): number {
    this.#from.push(from);
    this.#column.push(column);
    this.#shapeOfState.push(-1);
    return this.#from.length - 1;
  }
}

import type { Part } from "../../conversation/part.js";
import { LineTable } from "../../form/line-table.js";
import { type TextUnit, unitsOf } from "../../form/text-units.js";
import type { PlanContext } from "../transform.js";
import { hashLines, type LineHashes } from "./line-hashes.js";
import { LineIndex } from "./line-index.js";
import { type LineRange, payloadOf } from "./payload.js";

/** A tool result that stands in the body in full, verbatim or in a form. */
export interface Earlier {
  /** As it came with the request. */
  readonly part: Part;
  /** The call in a few words. */
  readonly call: string;
  /** Whether it may be the contents of a file. */
  readonly isFile: boolean;
  /** Of each unit the lines that stand as they are; absent where all of them do. */
  readonly kept?: readonly (readonly LineRange[])[];
}

/** A unit of a result, ready to be compared. */
export interface HashedUnit extends TextUnit {
  readonly lines: LineTable;
  readonly hashes: LineHashes;
}

/** A unit of an earlier result, both by number. */
export interface UnitPlace {
  readonly target: number;
  readonly unit: number;
}

/** What stands earlier, by its text and by its lines. Looked into only when something is searched. */
export class EarlierLines {
  readonly #earlier: Earlier[] = [];
  /** The first results of equal texts: any that stands in full, and one that stands verbatim. */
  readonly #wholes = new Map<string, number>();
  readonly #verbatim = new Map<string, number>();
  readonly #payloads = new Map<string, UnitPlace>();
  readonly #units = new Map<Part, readonly HashedUnit[]>();
  #index = new LineIndex<UnitPlace>();
  #listed = 0;

  constructor(private readonly context: PlanContext) {}

  add(earlier: Earlier): void {
    this.#earlier.push(earlier);
  }

  at(target: number): Earlier {
    return this.#earlier[target] as Earlier;
  }

  /** Nothing added so far is found any more. */
  forget(): void {
    this.#wholes.clear();
    this.#verbatim.clear();
    this.#payloads.clear();
    this.#index = new LineIndex();
    this.#listed = this.#earlier.length;
  }

  /** The first result of the same text; of file contents one that stands verbatim. */
  sameText(part: Part, isFile: boolean): number | undefined {
    this.#list();
    return (isFile ? this.#verbatim : this.#wholes).get(this.context.digestOf(part));
  }

  /** File contents that are the same but for what the client wrote around them. */
  samePayload(unit: HashedUnit): UnitPlace | undefined {
    this.#list();
    return this.#payloads.get(this.#payloadDigest(unit));
  }

  /** All lines that stand as they are. */
  index(): LineIndex<UnitPlace> {
    this.#list();
    return this.#index;
  }

  unitsOf(part: Part): readonly HashedUnit[] {
    let known = this.#units.get(part);
    if (known === undefined) {
      known = unitsOf(part.text as string).map((unit) => {
        const lines = new LineTable(unit.text);
        return { ...unit, lines, hashes: hashLines(lines) };
      });
      this.#units.set(part, known);
    }
    return known;
  }

  #list(): void {
    for (; this.#listed < this.#earlier.length; this.#listed++) this.#listOne(this.#listed);
  }

  #listOne(target: number): void {
    const { part, isFile, kept } = this.at(target);
    const digest = this.context.digestOf(part);
    if (!this.#wholes.has(digest)) this.#wholes.set(digest, target);
    const standing = this.context.standingOf(part);
    const isVerbatim = standing === "verbatim" && kept === undefined;
    if (isVerbatim && !this.#verbatim.has(digest)) this.#verbatim.set(digest, target);
    for (const [at, unit] of this.unitsOf(part).entries()) {
      // Strings are the same in equal JSON; the lines of the document itself may be laid out in another way.
      if (unit.string === undefined && (part.encoding === "json" || standing === "equal")) continue;
      const place = { target, unit: at };
      for (const [from, to] of kept === undefined ? [[0, unit.lines.count] as const] : (kept[at] ?? [])) {
        this.#index.add(place, unit.lines, unit.hashes, from, to);
      }
      if (!isVerbatim || !isFile) continue;
      const payload = this.#payloadDigest(unit);
      if (!this.#payloads.has(payload)) this.#payloads.set(payload, place);
    }
  }

  #payloadDigest({ lines }: HashedUnit): string {
    const [from, to] = payloadOf(lines);
    return this.context.digest(lines.slice(from, to));
  }
}

import { expect, it, type TestContext, type TestOptions } from "vitest";

/** What of a client is driven, in the order of the page's columns, and what is shown by it. */
export const COLUMNS = {
  plain:
    "a complete response arrives; a request without a tool result reaches the provider exactly as without Headroom, byte for byte",
  streaming: "the same with a streamed response, which arrives in pieces",
  tools:
    "three requests around a tool with a long output: the output arrives shorter, every other byte is the same as without Headroom, each request begins with the bytes of the one before, and the caller's history stays unchanged",
  abort: "the client aborts: the call to the provider ends, and the application sees what it sees without Headroom",
  errors:
    "the provider refuses, or its stream breaks off: the application sees what it sees without Headroom, except that the proxy ends a broken stream with an error in the provider's format",
} as const;

export type Column = keyof typeof COLUMNS;

/** One line of the page: a client, driven in one way. */
export interface Row {
  readonly way: string;
  readonly name: string;
  /** The file that says how it is driven: `import.meta.url`. */
  readonly source: string;
  /** Folders in node_modules of what is driven. */
  readonly packages: readonly string[];
}

/** What does not work, and a test that fails as soon as it does. */
export interface Limit {
  readonly where: string;
  readonly what: string;
  readonly why: string;
  readonly instead: string;
  readonly packages: readonly string[];
  readonly source: string;
}

/** An agent that fetched what was left out, and the input tokens of its requests as the provider reported them, in order. */
export interface Fetch {
  readonly row: Row;
  readonly plain: readonly number[];
  readonly fetched: readonly number[];
}

/** What tests said that passed. Nothing else gets onto the page. */
export interface Coverage {
  /** Names of tests, by row and column. */
  readonly rows: ReadonlyMap<Row, ReadonlyMap<Column, readonly string[]>>;
  readonly fetches: readonly Fetch[];
  readonly limits: readonly Limit[];
}

/** Declares a test of a row. Tests of one column are told apart by their names. */
export type DeclareCover = (row: Row, column: Column, name: string, test: () => Promise<void>) => void;

/** Declares a test of an agent that fetches; it gives the input tokens of its requests. */
export type DeclareFetch = (row: Row, test: () => Promise<Omit<Fetch, "row">>) => void;

/** Declares a test that pins a limit. */
export type DeclareLimit = (limit: Limit, test: () => Promise<void>) => void;

/** Tests that say what they cover, and what those of them said that passed. */
export function createCoverage() {
  const rows = new Map<Row, Map<Column, string[]>>();
  const fetches: Fetch[] = [];
  const limits: Limit[] = [];
  let [declared, ran] = [0, 0];
  const declare = <T>(
    name: string,
    test: () => Promise<T>,
    onPassed: (result: T, context: TestContext) => unknown,
    options: TestOptions = {},
  ) => {
    declared += 1;
    let isCounted = false;
    it(name, options, async (context) => {
      if (!isCounted) ran += 1;
      isCounted = true;
      await onPassed(await test(), context);
    });
  };
  const covers: DeclareCover = (row, column, name, test) =>
    declare(
      `${column}: ${name}`,
      test,
      () => {
        const columns = rows.get(row) ?? new Map<Column, string[]>();
        rows.set(row, columns.set(column, [...(columns.get(column) ?? []), name]));
      },
      // Node.js loses an abort when the garbage collector comes between a Request and the fetch that was given it, so that
      // clients that make Requests hang now and then by themselves.
      column === "abort" ? { retry: 2 } : {},
    );
  return {
    covers,
    fetches: ((row, test) =>
      declare(`${row.way} > ${row.name}`, test, ({ plain, fetched }, { annotate }) => {
        fetches.push({ row, plain, fetched });
        return annotate(`input tokens: ${sumOf(plain)} without Headroom, ${sumOf(fetched)} with it`);
      })) as DeclareFetch,
    limits: ((limit, test) => declare(`${limit.where}: ${limit.what}`, test, () => limits.push(limit))) as DeclareLimit,
    /** To be asked for behind all tests. */
    passed(): Coverage {
      expect(ran, "Run all tests of this file: the page is what they say together.").toBe(declared);
      return { rows, fetches, limits };
    },
  };
}

function sumOf(tokens: readonly number[]): string {
  return `${tokens.join(" + ")} = ${tokens.reduce((sum, each) => sum + each, 0)}`;
}

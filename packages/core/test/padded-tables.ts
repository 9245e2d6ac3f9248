import fc from "fast-check";

/** Tables as command-line tools print them: padded on either side, with bars or blanks between, with odd cells. */

const cell = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom("api", "Running", "0", "41", "12d", "1/1", "<none>", "4 (20m ago)", "v1.2.3"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("", "a,b", "x|y", "k=v;w", "-", "└─ part", "$1,204.50", "日本", "é", "🙂", "\t"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(" two", "three  blanks", "a cell that is far too long for its column", '"q"', "---"),
  },
);

interface Style {
  readonly margin: string;
  readonly gap: string;
  readonly ending: string;
  readonly tail: "bare" | "padded" | "trimmed";
}

const style = fc.constantFrom<Style>(
  { margin: "", gap: "  ", ending: "", tail: "bare" },
  { margin: "", gap: "  ", ending: "", tail: "bare" },
  { margin: "", gap: "   ", ending: "", tail: "padded" },
  { margin: "  ", gap: "  ", ending: "", tail: "trimmed" },
  { margin: "", gap: " ", ending: "", tail: "bare" },
  { margin: "| ", gap: " | ", ending: " |", tail: "padded" },
  { margin: "│", gap: "│", ending: "│", tail: "padded" },
  { margin: " ", gap: " | ", ending: "", tail: "bare" },
);

/** The lines of a table. */
export const paddedTable: fc.Arbitrary<readonly string[]> = fc
  .record({
    rights: fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }),
    style,
    named: fc.boolean(),
    width: fc.constantFrom("fixed", "fitting", "none"),
  })
  .chain(({ rights, ...shape }) =>
    fc.array(fc.tuple(...rights.map(() => cell)), { minLength: 4, maxLength: 16 }).map((rows) => {
      const names = ["NAME", "STATUS", "AGE", "Local Address", "SIZE"].slice(0, rights.length);
      return printTable(shape.named ? [names, ...rows] : rows, rights, shape.style, shape.width);
    }),
  );

function printTable(
  rows: readonly (readonly string[])[],
  rights: readonly boolean[],
  { margin, gap, ending, tail }: Style,
  width: string,
): readonly string[] {
  const fitting = rights.map((_, k) => rows.reduce((most, row) => Math.max(most, (row[k] as string).length), 0));
  const widths = width === "fixed" ? rights.map(() => 14) : width === "none" ? rights.map(() => 0) : fitting;
  return rows.map((row) => {
    const cells = row.map((text, k) => {
      const isBare = k === row.length - 1 && tail === "bare" && !rights[k];
      return rights[k] ? text.padStart(widths[k] as number) : isBare ? text : text.padEnd(widths[k] as number);
    });
    const line = margin + cells.join(gap) + ending;
    return tail === "trimmed" ? line.trimEnd() : line;
  });
}

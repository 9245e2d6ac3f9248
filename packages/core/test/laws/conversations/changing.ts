import fc from "fast-check";
import type { CallTold, Told, ToolTold, Turn } from "./told.js";

/** Values of a system prompt that change from request to request. */
export interface Moment {
  readonly day: number;
  readonly clock: number;
  readonly changedFiles: number;
  readonly session: number;
}

const STANDING = "You help with the inventory of a large shop. ".repeat(600);

/** A system prompt at a moment. */
export function promptAt({ day, clock, changedFiles, session }: Moment): readonly string[] {
  const files = Array.from({ length: changedFiles }, (_, index) => ` M src/file-${index}.ts\n`).join("");
  return [
    `${STANDING}\nToday is January ${day}, 2025. Current time: 10:0${clock}.`,
    `Git status:\n${files}?? notes.md\n\nsession id: 0b5b3c3e-1111-4222-8333-44445555666${session}\nBe brief.`,
  ];
}

const TOOLS: readonly ToolTold[] = ["list", "search", "read"].map((name) => ({
  name,
  description: `The tool ${name}.`,
  parameters: { type: "object", properties: { of: { type: "string" }, limit: { type: "integer" } } },
}));

/** A list of tools in the order of a number, some with their members turned around. */
export function toolsIn(order: number): readonly ToolTold[] {
  const by = order % TOOLS.length;
  return [...TOOLS.slice(by), ...TOOLS.slice(0, by)].map((tool, index) => ({
    ...tool,
    reversed: (order + index) % 4 === 3,
  }));
}

const words = fc.constantFrom("Go on.", "What is missing?", "Thanks.", "Look again, please.");
const call = (id: string): fc.Arbitrary<CallTold> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constantFrom("list", "search"),
    args: fc.record({ of: words }),
    output: fc.constantFrom("12 items", '{"items": [1, 2, 3]}', "a,b\n1,2\n", "not found"),
    isError: fc.constantFrom(false, false, true),
  });

/** Turns of a conversation of which every call has an id of its own. */
export const turns: fc.Arbitrary<readonly Turn[]> = fc
  .array(fc.tuple(fc.boolean(), words, fc.array(fc.nat(1), { minLength: 1, maxLength: 2 })), {
    minLength: 2,
    maxLength: 6,
  })
  .chain((steps) =>
    fc.tuple(
      ...steps.flatMap(([isCall, text, calls], at): readonly fc.Arbitrary<Turn>[] =>
        isCall
          ? [
              fc.record({
                type: fc.constant("calls" as const),
                text: fc.constantFrom("", `Step ${at}.`),
                calls: fc.tuple(...calls.map((_each, index) => call(`call_${at}_${index}`))),
              }),
            ]
          : [
              fc.constant({ type: "assistant" as const, text: `Answer ${at}: ${text}` }),
              fc.constant({ type: "user" as const, text }),
            ],
      ),
    ),
  )
  .map((rest) => [{ type: "user", text: "Begin." }, ...rest]);

export const moment: fc.Arbitrary<Moment> = fc.record({
  day: fc.integer({ min: 7, max: 9 }),
  clock: fc.nat(2),
  changedFiles: fc.nat(2),
  session: fc.nat(1),
});

/** A conversation as it is told at a moment. */
export function toldAt(turnsSoFar: readonly Turn[], at: Moment, toolOrder: number): Told {
  return { system: promptAt(at), tools: toolsIn(toolOrder), turns: turnsSoFar };
}

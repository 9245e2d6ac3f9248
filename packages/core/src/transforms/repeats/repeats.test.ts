import { describe, expect, it } from "vitest";
import { type PlainBody, type PlainMessage, plainDialect } from "../../../test/plain-dialect.js";
import { shorten } from "../../../test/shorten.js";
import { defaultCompressors } from "../../compressors/index.js";
import type { JsonValue } from "../../json/path.js";
import { expandObject } from "../../pipeline/expand-body.js";
import { createMemo } from "../../pipeline/memo.js";
import { createOptimizer, type Optimized } from "../../pipeline/optimizer.js";
import type { OptimizerOptions } from "../../pipeline/options.js";
import { createMemoryStore } from "../../store/memory-store.js";
import { contentRouter } from "../content-router/content-router.js";
import { repeats } from "./repeats.js";

const compressors = defaultCompressors();

function optimize(
  messages: readonly PlainMessage[],
  options: Partial<OptimizerOptions> = {},
  body: Partial<PlainBody> = {},
): Optimized<PlainBody> {
  const optimizer = createOptimizer({
    dialect: plainDialect,
    transforms: [repeats()],
    retrieval: "assume",
    strict: true,
    ...options,
  });
  return optimizer.optimizeObject({ ...body, messages }) as Optimized<PlainBody>;
}

/** What the messages say after optimizing; and that all of it comes back without the store. */
function sent(messages: readonly PlainMessage[], options: Partial<OptimizerOptions> = {}): readonly PlainMessage[] {
  const { body } = optimize(messages, options);
  expect(expandObject(body, { dialect: plainDialect, compressors })).toEqual({ messages });
  return body.messages;
}

const bash = (command: string, text: string): PlainMessage => ({ role: "tool", tool: "bash", args: { command }, text });
const read = (path: string, text: string): PlainMessage => ({ role: "tool", tool: "Read", args: { path }, text });
const linesOf = (name: string, count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, at) => `${name} ${at + from}: checked, and found in order`);
const listing = (name: string, count = 30): string => linesOf(name, count).join("\n");
const said = ({ text }: PlainMessage = { role: "tool" }): string => text ?? "";

describe("repeats", () => {
  it("says of a whole result where it stands, and of a third one, too", () => {
    const messages = [
      bash("ls", listing("file")),
      bash("pwd", "/repo"),
      bash("ls -1", listing("file")),
      bash("ls", listing("file")),
    ];
    const out = sent(messages);
    expect(out.slice(0, 2)).toEqual(messages.slice(0, 2));
    expect(said(out[2])).toMatch(
      /^<headroom:same id="[0-9a-f]{12}" lines="1">\n\[same as tool result 1, bash\(ls\)\]$/,
    );
    expect(said(out[3])).toBe(said(out[2]));
  });

  it("says of long runs of lines where they stand, and keeps the rest", () => {
    const first = [...linesOf("step", 30), "all 30 passed", ""].join("\n");
    const second = [...linesOf("step", 12), "step 12: FAILED", ...linesOf("step", 17, 13), "1 of 30 failed", ""].join(
      "\n",
    );
    const out = sent([bash("npm test", first), bash("npm test", second)]);
    expect(said(out[1]).split("\n").slice(1)).toEqual([
      '[same as lines 1-12 of tool result 1, bash(npm test), "step 0: checked, and found in or…"]',
      "step 12: FAILED",
      '[same as lines 14-30 of tool result 1, "step 13: checked, and found in o…"]',
      "1 of 30 failed",
      "",
      "",
    ]);
  });

  it("points to lines where they stand as they are, not to a place that points on", () => {
    const middle = `before\n${listing("file")}\nafter`;
    const out = sent([bash("a", listing("file")), bash("b", middle), bash("c", `third\n${middle}`)]);
    expect(said(out[2])).toContain("lines 1-30 of tool result 1, bash(a)");
    expect(said(out[2])).not.toContain("of tool result 2");
  });

  it("keeps every line feed and carriage return, those at the end, too", () => {
    for (const end of ["", "\n", "\n\n\n", "\r\n", "\r"]) {
      for (const feed of ["\n", "\r\n"]) {
        const text = linesOf("file", 30).join(feed) + end;
        expect(said(sent([bash("a", text), bash("b", `x\n${text}`)])[1])).toContain("same as lines 1-30");
        expect(said(sent([bash("a", `${text}\nmore`), bash("b", text)])[1])).toContain("same as lines 1-30");
      }
    }
  });

  it("leaves short results and short runs alone", () => {
    const short = listing("file", 3);
    const messages = [bash("a", short), bash("a", short), bash("b", `${listing("other")}\n${short}`)];
    expect(optimize(messages).body.messages).toBe(messages);
  });

  it("points to file contents as a whole or not at all", () => {
    const [file, part] = [listing("line", 60), listing("line", 50)];
    const edited = file.replace("line 30:", "line 30;");
    const messages = [
      read("a.ts", file),
      read("a.ts", part),
      read("a.ts", edited),
      read("b.ts", file),
      read("a.ts", edited),
    ];
    const out = sent([...messages, bash("cat a.ts", file), bash("cat a.ts", part)]);
    expect(out.slice(0, 3)).toEqual(messages.slice(0, 3));
    expect([out[3], out[4], out[5]].map((message) => said(message).split("\n")[1])).toEqual([
      "[same as tool result 1, Read(a.ts)]",
      "[same as tool result 3, Read(a.ts)]",
      "[same as tool result 1, Read(a.ts)]",
    ]);
    expect(said(out[6])).toContain("[same as tool result 2");
    const lines = [
      read("a.ts", file),
      bash(
        "cat -n a.ts",
        linesOf("line", 60)
          .map((line, at) => `${at}\t${line}`)
          .join("\n"),
      ),
    ];
    expect(optimize(lines).body.messages).toBe(lines);
  });

  it("knows a file again where only what the client wrote around it differs", () => {
    const file = listing("line", 60);
    const framed = (id: number): string => `Chunk ID: ${id}\nWall time: 0.${id} seconds\nOutput:\n${file}`;
    const reminded = (left: number): string => `${file}\n\n<system-reminder>\n${left} left\n</system-reminder>`;
    const [, again] = sent([bash("cat a.ts", framed(1)), bash("cat a.ts", framed(2))]);
    expect(said(again).split("\n").slice(1)).toEqual([
      "Chunk ID: 2",
      "Wall time: 0.2 seconds",
      "Output:",
      '[same as lines 4-63 of tool result 1, bash(cat a.ts), "line 0: checked, and found in or…"]',
    ]);
    expect(
      said(sent([read("a.ts", reminded(9)), read("a.ts", reminded(8))])[1])
        .split("\n")
        .slice(1),
    ).toEqual([
      '[same as lines 1-60 of tool result 1, Read(a.ts), "line 0: checked, and found in or…"]',
      "",
      "<system-reminder>",
      "8 left",
      "</system-reminder>",
    ]);
  });

  it("treats results of calls that are not in the request as files where files may be read", () => {
    const unseen = (text: string): PlainMessage => ({ role: "tool", id: "call_1", text });
    const messages = [unseen(listing("file")), unseen(`more\n${listing("file")}`)];
    expect(optimize(messages, {}, { tools: ["bash"] }).body.messages).toBe(messages);
    expect(optimize(messages, {}, { tools: ["list_items"] }).body.messages).not.toBe(messages);
  });

  it("gives back values for values, and tells them from texts", () => {
    const value = { rows: linesOf("row", 20) };
    const messages: readonly PlainMessage[] = [
      { role: "tool", value },
      { role: "tool", value },
      { role: "tool", text: JSON.stringify(value) },
    ];
    const out = sent(messages);
    expect(out[1]?.value).toEqual({
      says: expect.stringMatching(/^<headroom:value>\n<headroom:same .*\n\[same as tool result 1\]$/),
    });
    expect(said(out[2])).toContain("[same as tool result 1]");
    expect(optimize(messages, { format: "json" }).body.messages).toBe(messages);
  });

  it("looks into the long strings of JSON, where clients wrap what tools printed", () => {
    const wrapped = (query: string, ...texts: readonly string[]): PlainMessage => {
      const results = texts.map((text) => ({ query, result: text }));
      return { role: "tool", tool: "run_commands", args: { commands: [query] }, text: JSON.stringify(results) };
    };
    const other = listing("other", 12);
    const messages = [
      wrapped("npm test", other, listing("step")),
      wrapped("npm test", `again\n${listing("step")}\n`),
      bash("npm test", `once more\n${listing("step")}`),
      wrapped("cat a.ts", `${listing("line")}\n${listing("step")}`),
      wrapped("cat a.ts", `${listing("line")}\n${listing("step")}`, "end"),
    ];
    const out = sent(messages);
    const [{ result }] = JSON.parse(said(out[1])) as [{ result: string }];
    expect(result.split("\n").slice(1)).toEqual([
      "again",
      '[same as lines 1-30 of tool result 1 string 2, run_commands(["npm test"]), "step 0: checked, and found in or…"]',
      "",
      "",
    ]);
    expect(said(out[2])).toContain("[same as lines 1-30 of tool result 1 string 2, run_commands");
    expect(out[3]).toEqual(messages[3]);
    expect(said(out[4])).toContain('[same as lines 1-60 of tool result 4 string 1, run_commands([\\"cat a.ts\\"])');
    const bare = messages
      .slice(0, 2)
      .map(({ text = "", ...message }) => ({ ...message, value: JSON.parse(text) as JsonValue }));
    expect(JSON.stringify(sent(bare)[1]?.value)).toContain("of tool result 1 string 2");
  });

  it("points to a form that gives the same JSON, and takes the shorter of form and reference", () => {
    const rows = Array.from({ length: 30 }, (_, id) => ({ id, name: `name ${id}`, state: "open" }));
    const pretty = JSON.stringify(rows, null, 2);
    const { body } = optimize([bash("a", pretty), bash("a", pretty)], {
      transforms: [contentRouter({ compressors }), repeats()],
      compressors,
      profile: "lossless",
    });
    expect(said(body.messages[0])).toContain("<headroom:json");
    expect(said(body.messages[1])).toContain("[same as tool result 1, bash(a)]");
    const back = expandObject(body, { dialect: plainDialect, compressors }) as PlainBody;
    expect(back.messages.map((message) => JSON.parse(said(message)) as unknown)).toEqual([rows, rows]);
  });

  it("never points to what was left out, or to what came in as a form", () => {
    const messages = [bash("a", listing("file")), bash("b", `b\n${listing("file")}`), bash("a", listing("file"))];
    const { body } = optimize(messages, { transforms: [shorten, repeats()], originals: createMemoryStore() });
    for (const message of body.messages) expect(said(message)).toContain("<headroom:view");
    const [, , form] = sent(messages);
    const again = [...messages, form as PlainMessage, form as PlainMessage];
    const { body: second } = optimize(again);
    expect(second.messages.slice(3)).toEqual(again.slice(3));
  });

  it("leaves what was fetched from the store as it was asked for", () => {
    const fetched = (text: string) => bash("headroom retrieve 0123456789ab", text);
    const messages = [fetched(listing("file")), fetched(listing("file"))];
    expect(optimize(messages).body.messages).toBe(messages);
    expect(said(optimize([...messages, bash("ls", listing("file"))]).body.messages[2])).toContain("tool result 1");
  });

  it("relies on nothing where the provider holds the history, or after it was summed up", () => {
    const messages = [bash("a", listing("file")), bash("a", listing("file"))];
    const held = {
      ...plainDialect,
      read: (...args: Parameters<typeof plainDialect.read>) => {
        const conversation = plainDialect.read(...args);
        return conversation && { ...conversation, historyHeld: true };
      },
    };
    expect(optimize(messages, { dialect: held }).body.messages).toBe(messages);
    const summed: PlainMessage[] = [...messages, { role: "assistant", text: "A summary.", summary: true }, ...messages];
    const out = sent(summed);
    expect(out[3]).toEqual(messages[0]);
    expect(said(out[4])).toContain("[same as tool result 3, bash(a)]");
  });

  it("holds by itself where a client goes back, sums up, or starts an agent", () => {
    const first = bash("npm test", listing("step"));
    const again = bash("npm test", `again\n${listing("step")}`);
    const history = [first, { role: "assistant", text: "Once more." } as const, again];
    expect(said(sent(history)[2])).toContain("tool result 1");
    // Of what the client took out or cut off, nothing is pointed to.
    expect(sent([again])).toEqual([again]);
    expect(sent([{ ...first, text: "[Old tool result content cleared]" }, again])[1]).toEqual(again);
    const agent = [{ role: "user", text: "Run the tests." } as const, again, first];
    expect(said(sent(agent)[2])).toContain("[same as lines 2-31 of tool result 1");
  });

  it("gives the same with and without what it remembers", () => {
    const memo = createMemo();
    const messages = [
      bash("a", listing("file")),
      bash("b", `b\n${listing("file")}\nc`),
      bash("c", `c\n${listing("file")}\nc`),
    ];
    const fresh = optimize(messages).body;
    for (let turn = 1; turn <= messages.length; turn++) {
      expect(optimize(messages.slice(0, turn), { memo }).body.messages).toEqual(fresh.messages.slice(0, turn));
    }
    expect(optimize(messages, { memo }).body).toEqual(fresh);
    // Another beginning, other references: nothing remembered fits.
    const other = [bash("z", listing("file")), ...messages];
    expect(optimize(other, { memo }).body).toEqual(optimize(other).body);
  });
});

describe("hostile repeats", () => {
  const many = (count: number, line: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => line(at)).join("\n");
  const LINES = 1_000_000;

  // What takes quadratic time in this many lines does not end within hours.
  it.each<readonly [string, () => readonly string[]]>([
    [
      "one line over and over",
      () => [many(LINES, () => "same line"), many(LINES, () => "same line."), many(LINES, () => "same line")],
    ],
    ["empty lines", () => [many(LINES, () => ""), `x${many(LINES, () => "")}`, `${many(LINES, () => "")}y`]],
    [
      "almost the same everywhere",
      () => [
        many(LINES / 4, (at) => `line ${at % 7}`),
        many(LINES / 4, (at) => (at % 50 === 0 ? `only ${at}` : `line ${at % 7}`)),
        many(LINES / 4, (at) => (at % 5 === 0 ? `once ${at}` : `line ${at % 7}`)),
      ],
    ],
    [
      "many results",
      () => Array.from({ length: 1500 }, (_, at) => many(40, (line) => `item ${(at % 3) + line} is there`)),
    ],
    ["long lines", () => [0, 1].map((from) => many(300, (at) => `${(at + from) % 5} ${"long ".repeat(2000)}`))],
    ["one long line", () => ["x".repeat(8_000_000), "x".repeat(8_000_000)]],
  ])("are read a few times over at most: %s", (_name, texts) => {
    const messages = texts().map((text) => bash("x", text));
    let counted = 0;
    const tokenizer = {
      id: "characters",
      exact: false,
      count(text: string): number {
        counted += text.length;
        return text.length;
      },
    };
    const { body } = optimize(messages, { tokenizers: () => [tokenizer] });
    const length = messages.reduce((sum, message) => sum + said(message).length, 0);
    expect(counted).toBeLessThan(8 * length);
    expect(expandObject(body, { dialect: plainDialect, compressors })).toEqual({ messages });
  });
});

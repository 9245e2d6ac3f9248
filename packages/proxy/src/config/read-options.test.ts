import { describe, expect, it } from "vitest";
import { ConfigError } from "./config-error.js";
import type { Option, OptionTable } from "./option.js";
import { OPTION_GROUPS, PROXY_OPTIONS } from "./proxy-options.js";
import { type OptionSources, readOptions } from "./read-options.js";

const TABLE: OptionTable = PROXY_OPTIONS;

interface Sample {
  /** As flags and variables write it. */
  readonly text: string;
  /** As a file holds it, and as it is read. */
  readonly value: unknown;
}

/** Two values that are not the default of an option, and differ. */
function samplesOf(name: string, { type, default: usual }: Option): readonly [Sample, Sample] {
  const words = (a: string, b: string): [Sample, Sample] => [
    { text: a, value: a },
    { text: b, value: b },
  ];
  switch (type.kind) {
    case "boolean": {
      const no = { text: String(!usual), value: !usual };
      return [no, no];
    }
    case "integer":
    case "number": {
      const step = type.most === 1 ? 0.25 : 1;
      const least = Math.max(type.least, step) + 2 * step;
      return [
        { text: String(least), value: least },
        { text: String(least + step), value: least + step },
      ];
    }
    case "text":
      return words("one", "two");
    case "choice": {
      const [first = "", second = first] = type.of.filter((word) => word !== usual);
      return words(first, second);
    }
    case "list":
      return [
        { text: "a,b", value: ["a", "b"] },
        { text: "c", value: ["c"] },
      ];
    case "addresses":
      return [
        { text: "openai=https://a.example", value: { openai: "https://a.example" } },
        { text: "openai=https://b.example", value: { openai: "https://b.example" } },
      ];
    case "data":
      throw new Error(`${name} stands in files only.`);
  }
}

/** Words of the command line that give an option a value. */
function flagsOf({ flag, type }: Option, { value, text }: Sample): readonly string[] {
  if (type.kind === "boolean") return [value === true ? `--${flag}` : `--no-${flag}`];
  if (type.kind === "list") return (value as readonly string[]).flatMap((each) => [`--${flag}`, each]);
  return [`--${flag}`, text];
}

function read(name: string, { argv = [], env = {}, file }: Partial<OptionSources>): unknown {
  return readOptions(TABLE, { argv, env, file }).values[name];
}

const written = (name: string, value: unknown) => ({ path: "headroom.json", values: { [name]: value } });

const plain = Object.entries(TABLE).filter(([, { type }]) => type.kind !== "data");
const flagged = plain.filter(([, { flag }]) => flag !== undefined);
const inEnvironment = plain.filter(([, { env }]) => env !== undefined);

describe("an option", () => {
  it.each(plain)("%s has its default, is read from a file, and from nothing else of it", (name, option) => {
    const [{ value }] = samplesOf(name, option);
    expect(read(name, {})).toEqual(option.default);
    expect(read(name, { file: written(name, value) })).toEqual(value);
    expect(value).not.toEqual(option.default);
    expect(read(name, { file: { path: "x", values: {} } })).toEqual(option.default);
  });

  it.each(inEnvironment)(
    "%s is read from the environment, before a file; an empty variable is none",
    (name, option) => {
      const [one, two] = samplesOf(name, option);
      const file = written(name, option.type.kind === "boolean" ? option.default : two.value);
      expect(read(name, { env: { [option.env as string]: one.text }, file })).toEqual(one.value);
      expect(read(name, { env: { [option.env as string]: "" } })).toEqual(option.default);
    },
  );

  it.each(flagged)("%s is read from its flag, before everything else", (name, option) => {
    const [one, two] = samplesOf(name, option);
    const env = option.env === undefined ? {} : { [option.env]: option.type.kind === "boolean" ? "0" : two.text };
    expect(read(name, { argv: flagsOf(option, one) })).toEqual(one.value);
    expect(read(name, { argv: flagsOf(option, two), env, file: written(name, one.value) })).toEqual(two.value);
  });

  it.each(Object.entries(TABLE))(
    "%s refuses what it does not take, and says where and what it may be",
    (name, option) => {
      const wrong = option.type.kind === "boolean" ? "yes" : option.type.kind === "list" ? 7 : {};
      const values = option.type.kind === "addresses" ? [] : option.type.kind === "data" ? { "": { x: 1 } } : wrong;
      expect(() => read(name, { file: written(name, values) })).toThrow(ConfigError);
      expect(() => read(name, { file: written(name, values) })).toThrow(`${name} in headroom.json`);
    },
  );

  it("has a flag, a variable and a name of its own", () => {
    for (const key of ["flag", "env", "short"] as const) {
      const names = Object.values(TABLE).flatMap((option) => option[key] ?? []);
      expect(names).toEqual([...new Set(names)]);
    }
    expect(OPTION_GROUPS.flatMap(({ options }) => Object.keys(options))).toEqual(Object.keys(TABLE));
  });
});

describe("wrong values", () => {
  it.each([
    [["--port", "x"], {}, '--port is "x"; it must be a whole number from 0 to 65535.'],
    [["--port", "65536"], {}, "--port"],
    [["--port", ""], {}, '--port is ""'],
    [[], { HEADROOM_PORT: "web" }, 'HEADROOM_PORT is "web"; it must be a whole number from 0 to 65535.'],
    [["--mode", "fast"], {}, '--mode is "fast"; it must be one of optimize, audit, simulate, off.'],
    [[], { HEADROOM_OPTIMIZE: "maybe" }, 'HEADROOM_OPTIMIZE is "maybe"; it must be true or false.'],
    [["--max-items", "0"], {}, '--max-items is "0"; it must be a whole number of at least 1.'],
    [["--unheard-of"], {}, "--unheard-of"],
    [["--port"], {}, "--port"],
    [["--optimize=no"], {}, "--optimize"],
  ] as const)("%j %j: %s", (argv, env, message) => {
    const reading = () => readOptions(PROXY_OPTIONS, { argv, env });
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(message);
  });
});

describe("addresses", () => {
  const read = (sources: Partial<OptionSources>) =>
    readOptions({ upstreams: PROXY_OPTIONS.upstreams }, { argv: [], env: {}, ...sources }).values.upstreams;

  it("of one provider go before those of all, flags before variables, and these before the file", () => {
    const file = written("upstreams", { openai: "https://file.example", cohere: "https://file.example" });
    const env = { OPENAI_TARGET_API_URL: "https://own.example", HEADROOM_UPSTREAM: "anthropic=https://env.example" };
    expect(read({ env, file })).toEqual({
      openai: "https://own.example",
      anthropic: "https://env.example",
      cohere: "https://file.example",
    });
    const argv = ["--upstream", "https://all.example", "--upstream", "openai=https://flag.example"];
    expect(read({ argv, env, file })).toMatchObject({
      openai: "https://flag.example",
      anthropic: "https://all.example",
      cohere: "https://all.example",
    });
  });

  it("that are none are refused without their password, with their place", () => {
    for (const [sources, place] of [
      [{ argv: ["--upstream", "https://u:secret@x.example"] }, "--upstream: "],
      [{ env: { HEADROOM_UPSTREAM: "openai=nowhere" } }, "HEADROOM_UPSTREAM: "],
      [{ env: { OPENAI_TARGET_API_URL: "nowhere" } }, "OPENAI_TARGET_API_URL: "],
      [{ file: written("upstreams", { openai: "nowhere" }) }, "upstreams in headroom.json: "],
      [
        { file: written("upstreams", { mystery: "https://x.example" }) },
        'names "mystery"; known are openai, anthropic',
      ],
    ] as const) {
      expect(() => read(sources)).toThrow(place);
      expect(() => read(sources)).not.toThrow("secret");
    }
  });
});

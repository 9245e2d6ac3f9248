import { scanJson } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { definitionSource } from "./definition-source.js";

const sourceOf = (source: string): string => definitionSource(JSON.parse(source), ["tools", 0], () => source);

describe("definitionSource", () => {
  it("is what stands in the request", () => {
    const source = '{ "type":"function", "function": {"name":"f", "parameters":{"a":1.0}} }';
    expect(sourceOf(source)).toBe(source);
  });

  it("leaves out markers, on the definition and inside its function", () => {
    const marked =
      '{"type":"function","cache_control":{"type":"ephemeral"},"function":{"name":"f","cache_control":{},"x":1.0}}';
    expect(sourceOf(marked)).toBe('{"type":"function","function":{"name":"f","x":1.0}}');
    expect(sourceOf('{"function": {"cache_control": null}}')).toBe('{"function": {}}');
  });

  it("leaves markers in that are not the definition's own", () => {
    const source = '{"parameters":{"cache_control":1},"function":"cache_control"}';
    expect(sourceOf(source)).toBe(source);
  });

  it("is the whole source where that is nested too deep to be scanned", () => {
    const deep = `${"[".repeat(600)}${"]".repeat(600)}`;
    const source = `{"function":{"cache_control":{},"parameters":${deep}}}`;
    expect(() => scanJson(source)).toThrow(RangeError);
    expect(sourceOf(source)).toBe(source);
  });
});

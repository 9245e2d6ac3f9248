import { describe, expect, it } from "vitest";
import { RETRIEVE_COMMAND } from "../../retrieval/resolve-retrieval.js";
import { RETRIEVE_TOOL } from "../../retrieval/retrieve-tool.js";
import { isRetrieved } from "./retrieved.js";

describe("isRetrieved", () => {
  it("knows answers of the retrieval tool, also behind a tool server", () => {
    expect(isRetrieved(RETRIEVE_TOOL, "{}")).toBe(true);
    expect(isRetrieved(`mcp__headroom__${RETRIEVE_TOOL}`, undefined)).toBe(true);
    expect(isRetrieved(`files-${RETRIEVE_TOOL}`, undefined)).toBe(true);
    expect(isRetrieved(`not${RETRIEVE_TOOL}`, undefined)).toBe(false);
    expect(isRetrieved(`${RETRIEVE_TOOL}_all`, undefined)).toBe(false);
  });

  it("knows calls that fetch from the store in a shell", () => {
    const command = RETRIEVE_COMMAND.replace("{handle}", "ba7816bf8f01");
    expect(isRetrieved("bash", JSON.stringify({ command }))).toBe(true);
    expect(isRetrieved("bash", '{"command":"curl -s http://127.0.0.1:8787/v1/retrieve/ba7816bf8f01"}')).toBe(true);
  });

  it("takes nothing else for it", () => {
    expect(isRetrieved(undefined, undefined)).toBe(false);
    expect(isRetrieved("bash", '{"command":"headroom report"}')).toBe(false);
    expect(isRetrieved("retrieve", "{}")).toBe(false);
  });
});

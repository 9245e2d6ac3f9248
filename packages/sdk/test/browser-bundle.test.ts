import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { chatRequest } from "./support/openai-answers.js";
import { expectOnlyShorter } from "./support/tool-output.js";

const packages = new URL("../../", import.meta.url).pathname;

/** What a program in a browser, or at the edge, exports. */
const PROGRAM = `
import { createMemoryStorage, HeadroomClient, headroomFetch, withHeadroom, writeReport } from "@headroom/sdk";
globalThis.sdk = { createMemoryStorage, HeadroomClient, headroomFetch, withHeadroom, writeReport };
`;

let bundle = "";

beforeAll(async () => {
  const { outputFiles, warnings } = await build({
    stdin: { contents: PROGRAM, resolveDir: packages },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    plugins: [
      {
        name: "sources of the workspace",
        setup({ onResolve }) {
          onResolve({ filter: /^@headroom\// }, ({ path }) => {
            const [, name, entry] = /^@headroom\/([^/]+)\/?(.*)$/.exec(path) ?? [];
            if (name === "stores") return undefined;
            return { path: `${packages}${name}/src/${entry ? `${entry}/` : ""}index.ts` };
          });
        },
      },
    ],
  });
  expect(warnings).toEqual([]);
  bundle = outputFiles[0]?.text ?? "";
}, 60_000);

/** What the web has, and a program at its edge. */
const WEB = [
  ...["AbortController", "AbortSignal", "Blob", "FormData", "Headers", "ReadableStream", "Request", "Response", "URL"],
  ...["TextDecoder", "TextEncoder", "crypto", "fetch", "setTimeout", "clearTimeout", "Uint8Array", "ArrayBuffer"],
] as const;

/** Runs the bundle where there is nothing else. */
function runAtTheEdge(): typeof import("../src/index.js") {
  const context = createContext(Object.fromEntries(WEB.map((name) => [name, globalThis[name]])));
  runInContext(bundle, context);
  return context.sdk as typeof import("../src/index.js");
}

describe("a bundle for browsers and the edge", () => {
  it("has no module of Node.js in it", () => {
    expect(bundle.length).toBeGreaterThan(100_000);
    expect(bundle.match(/(?:require|import)\("node:[^"]+"\)/g)).toBeNull();
  });

  it("makes requests smaller there", async () => {
    const { headroomFetch } = runAtTheEdge();
    const sent: string[] = [];
    const base: typeof fetch = async (_input, init) => {
      sent.push(String(init?.body));
      return Response.json({});
    };
    const body = JSON.stringify(chatRequest());
    await headroomFetch(base)("https://api.openai.com/v1/chat/completions", { method: "POST", body });
    expectOnlyShorter(sent[0] ?? "", body);
  });

  it("keeps metrics in memory, and says what files need", async () => {
    const { createMemoryStorage, headroomFetch, writeReport } = runAtTheEdge();
    expect(await writeReport({ storage: createMemoryStorage(), format: "markdown" })).toContain("No requests.");
    const ask = headroomFetch(async () => Response.json({}), { storeUrl: "a.db", retrieval: "assume" });
    expect((await ask("https://api.openai.com/v1/chat/completions", { method: "POST", body: "{}" })).ok).toBe(true);
    await expect(writeReport({ storeUrl: "a.db" })).rejects.toThrow("This is a bundle for browsers.");
  });
});

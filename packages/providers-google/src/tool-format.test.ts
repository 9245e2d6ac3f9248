import { answerRetrieveCalls, createMemoryStore, createRetriever } from "@headroom/core";
import { expect, it } from "vitest";
import { describeToolFormat } from "../../core/test/describe-tool-format.js";
import { objectionOf } from "../test/wire-rules.js";
import { googleGenerateContent } from "./dialect.js";

const TOOL = { functionDeclarations: [{ name: "list_orders", parameters: {} }] };
const CONTENTS = [{ role: "user", parts: [{ text: "Which?" }] }];

describeToolFormat(googleGenerateContent, {
  request: `{ "generationConfig":{ "temperature" : 1.0 },
  "tools": [ ${JSON.stringify(TOOL)}  ], "contents" :[ {"role":"user","parts":[{"text":"Which\\u003f"}]} ] }`,
  unfit: [
    { contents: CONTENTS },
    { contents: CONTENTS, tools: [] },
    { contents: CONTENTS, tools: [{ googleSearch: {} }] },
    { contents: CONTENTS, tools: [{ functionDeclarations: [] }] },
    { contents: CONTENTS, tools: [TOOL], cachedContent: "cachedContents/1" },
  ].map((body) => JSON.stringify(body)),
  answer: (calls) => ({
    candidates: [
      {
        content: {
          role: "model",
          parts: [
            { text: "Let me see.", thoughtSignature: "c2ln" },
            ...calls.map(({ id, name, arguments: args }) => ({ functionCall: { id, name, args } })),
          ],
        },
        finishReason: "STOP",
      },
    ],
  }),
  others: [{ error: { code: 400 } }, { candidates: [] }, { candidates: [{ finishReason: "SAFETY" }] }],
  objection: objectionOf,
});

it("a fetch that a signature stands on stays beside the application's calls", async () => {
  const parts = [
    { functionCall: { name: "headroom_retrieve", args: {} }, thoughtSignature: "c2ln" },
    { functionCall: { name: "list_orders", args: {} } },
  ];
  const [body, answer] = [{ contents: CONTENTS, tools: [TOOL] }, { candidates: [{ content: { parts } }] }].map(
    (value) => new TextEncoder().encode(JSON.stringify(value)),
  ) as [Uint8Array, Uint8Array];
  const retriever = createRetriever({ originals: createMemoryStore() });
  const next = await answerRetrieveCalls(body, answer, googleGenerateContent, retriever);
  expect(next).toEqual({ type: "done", answer });
});

import { createModelCatalog } from "@headroom/core";
import { googleModels } from "@headroom/providers-google";
import { cacheRuleOf } from "../cache-rule.js";
import { piecesOf, type Reply } from "../reply.js";
import { dataEvent, type SandboxDialect } from "../sandbox-dialect.js";
import { type SandboxProblem, wrong } from "../sandbox-problem.js";
import { readRequest } from "./read.js";

const CATALOG = createModelCatalog(googleModels);
const STATUSES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
  529: "UNAVAILABLE",
};

/** Google's generateContent. */
export const googleSandbox: SandboxDialect = {
  read: readRequest,
  whole: (reply) => answer(reply, partsOf(reply), true),
  events: (reply) => eventsOf(reply),
  problem: writeProblem,
  // The wait stands in the body.
  problemHeaders: () => ({}),
  cacheRule: (model) => cacheRuleOf(CATALOG.resolve(model).facts.cache),
};

/** Google's countTokens. */
export const googleCountSandbox: SandboxDialect = {
  ...googleSandbox,
  countsOnly: true,
  read: (request) => {
    const { contents, generateContentRequest } = request.body;
    if (contents === undefined || generateContentRequest === undefined) return readRequest(request);
    throw wrong("contents and generateContentRequest are mutually exclusive.");
  },
  whole: ({ input }) => ({
    totalTokens: input.total,
    promptTokensDetails: [{ modality: "TEXT", tokenCount: input.total }],
  }),
};

function writeProblem({ status, message, details: { retryAfter } }: SandboxProblem): unknown {
  const wait = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${retryAfter}s` };
  const details = retryAfter === undefined ? {} : { details: [wait] };
  return { error: { code: status, message, status: STATUSES[status] ?? "UNKNOWN", ...details } };
}

function partsOf({ text, calls }: Reply): readonly unknown[] {
  const texts = text === "" ? [] : [{ text }];
  return [...texts, ...calls.map(({ id, name, input }) => ({ functionCall: { id, name, args: input } }))];
}

function eventsOf(reply: Reply): readonly string[] {
  const texts = piecesOf(reply.text).map((text) => dataEvent(answer(reply, [{ text }], false)));
  return [...texts, dataEvent(answer(reply, partsOf({ ...reply, text: "" }), true))];
}

function answer(reply: Reply, parts: readonly unknown[], last: boolean): unknown {
  const { id, model, input, outputTokens, stop } = reply;
  const finishReason = stop === "limit" ? "MAX_TOKENS" : "STOP";
  return {
    candidates: [{ content: { parts, role: "model" }, index: 0, ...(last && { finishReason }) }],
    usageMetadata: {
      promptTokenCount: input.total,
      totalTokenCount: input.total + (last ? outputTokens : 0),
      ...(last && { candidatesTokenCount: outputTokens }),
      ...(input.read > 0 && { cachedContentTokenCount: input.read }),
    },
    modelVersion: model,
    responseId: id,
  };
}

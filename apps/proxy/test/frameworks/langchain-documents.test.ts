import {
  createMemoryStore,
  type HeadroomOptions,
  headroomDocumentCompressor,
  headroomRetrieveTool,
  type Report,
} from "@headroom/langchain";
import { ContextualCompressionRetriever } from "@langchain/classic/retrievers/contextual_compression";
import { createRetrieverTool } from "@langchain/classic/tools/retriever";
import { Document, type DocumentInterface } from "@langchain/core/documents";
import { HumanMessage } from "@langchain/core/messages";
import { FakeRetriever } from "@langchain/core/utils/testing";
import { describe, expect, it } from "vitest";
import { MODELS, type ModelDriver } from "../compatibility/drivers/langchain-model.js";
import { ASKED, modelThatReads, SECOND_QUESTION, TICKETS } from "../retrieval/tickets.js";
import { agentOf } from "./langchain-ways.js";
import { arrived, serveModel } from "./serve-model.js";

const [CHAT] = MODELS as readonly [ModelDriver, ModelDriver, ModelDriver];
const PROSE = "Tickets are answered within a day. Whoever is on duty reads them first in the morning.";

const documents = (): DocumentInterface[] => [
  new Document({ pageContent: PROSE, metadata: { source: "rules" }, id: "d0" }),
  new Document({ pageContent: TICKETS, metadata: { source: "tickets", scores: new Map([["bm25", 0.5]]) }, id: "d1" }),
];

function retrieverOf(found: DocumentInterface[], options?: HeadroomOptions) {
  const baseRetriever = new FakeRetriever({ output: found });
  return new ContextualCompressionRetriever({ baseRetriever, baseCompressor: headroomDocumentCompressor(options) });
}

describe("headroomDocumentCompressor in a retriever of LangChain", () => {
  it("makes texts shorter without loss, and keeps ids and metadata, order and the documents that came", async () => {
    const found = documents();
    const before = structuredClone(found.map(({ pageContent, metadata, id }) => ({ pageContent, metadata, id })));
    const [prose, tickets] = (await retrieverOf(found).invoke("Which tickets are there?")) as [Document, Document];
    expect(prose).toBe(found[0]);
    expect(tickets).toBeInstanceOf(Document);
    expect(tickets.id).toBe("d1");
    expect(tickets.metadata).toBe(found[1]?.metadata);
    expect(tickets.pageContent.length).toBeLessThan(0.8 * TICKETS.length);
    expect(tickets.pageContent).toContain(ASKED.note);
    expect(found.map(({ pageContent, metadata, id }) => ({ pageContent, metadata, id }))).toEqual(before);
  });

  it("keeps what the query is about where the model can fetch the rest", async () => {
    const originals = createMemoryStore();
    const reports: Report[] = [];
    const options = { originals, retrieval: "tool", onReport: (report: Report) => reports.push(report) } as const;
    const [, tickets] = (await retrieverOf(documents(), options).invoke(`Who has number ${ASKED.id}?`)) as Document[];
    expect(tickets?.pageContent.length).toBeLessThan(0.3 * TICKETS.length);
    expect(tickets?.pageContent).toContain(ASKED.note);
    const [handle] = reports.at(-1)?.handles ?? [];
    expect(tickets?.pageContent).toContain(`headroom_retrieve with handle ${handle}`);
    expect(await headroomRetrieveTool({ originals, maxFetchTokens: 100_000 }).invoke({ handle })).toBe(TICKETS);
  });

  it("lets an agent that retrieves fetch what was left out", async () => {
    const originals = createMemoryStore();
    const served = await serveModel((prompt) => {
      const search = prompt.tools.find(({ name }) => name === "search_tickets");
      if (search === undefined || prompt.turn.kind !== "user") return modelThatReads(prompt);
      return { text: "", calls: [{ name: search.name, input: { query: "open tickets" } }] };
    });
    const retriever = retrieverOf(documents(), { originals, retrieval: "tool" });
    const search = createRetrieverTool(retriever, { name: "search_tickets", description: "Searches tickets" });
    const agent = agentOf(CHAT.client(served.url), [search, headroomRetrieveTool({ originals })]);
    const { messages } = await agent.invoke({ messages: [new HumanMessage(SECOND_QUESTION)] });
    expect(messages.at(-1)?.text).toBe(`The note is ${ASKED.note}.`);
    expect(arrived(served, ASKED.note)).toEqual([false, false, true]);
    expect(arrived(served, PROSE)).toEqual([false, true, true]);
  });

  it("leaves texts alone that do not get shorter, and an empty list", async () => {
    const found = documents().slice(0, 1);
    expect(await retrieverOf(found).invoke("?")).toEqual(found);
    expect(await headroomDocumentCompressor().compressDocuments([], "?")).toEqual([]);
  });

  it("gives the documents that share most with the query, in their order", async () => {
    const found = ["Kiel has a harbour.", "Graz has a clock tower.", "Bern has bears."].map(
      (pageContent, at) => new Document({ pageContent, id: String(at) }),
    );
    const { compressDocuments } = headroomDocumentCompressor({ maxDocuments: 2 });
    const given = await compressDocuments(found, "Where are the bears, and which harbour is near?");
    expect(given).toEqual([found[0], found[2]]);
  });

  it("refuses options that do not exist", () => {
    expect(() => headroomDocumentCompressor({ mostDocuments: 3 } as HeadroomOptions)).toThrow(
      "mostDocuments is not an option of headroomDocumentCompressor; known are",
    );
    expect(() => headroomDocumentCompressor({ maxDocuments: 0 })).toThrow("it must be a number from 1 up");
  });
});

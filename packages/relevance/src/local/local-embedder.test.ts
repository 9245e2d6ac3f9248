import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeModel } from "../../test/write-model.js";
import { createEmbeddingScorer } from "../scorers/embedding-scorer.js";
import { embeddingAvailable, localEmbedder } from "./local-embedder.js";

const WORDS = {
  late: [1, 0, 0],
  delayed: [0.9, 0.1, 0],
  parcel: [0, 1, 0],
  package: [0, 0.9, 0.1],
  vase: [0, 0, 1],
};
let modelFolder: string;

beforeAll(async () => {
  modelFolder = await mkdtemp(join(tmpdir(), "headroom-models-"));
  await writeModel(join(modelFolder, "words"), WORDS);
});
afterAll(() => rm(modelFolder, { recursive: true }));

it("embeds with a model from a folder, in batches, the length of each vector being 1", async () => {
  const embedder = localEmbedder({ model: "words", modelFolder, maxTexts: 2 });
  const vectors = await embedder.embed(["late", "Late parcel!", "vase"]);
  expect(vectors.map((vector) => Array.from(vector))).toEqual([
    [expect.closeTo(1), expect.closeTo(0), expect.closeTo(0)],
    [expect.closeTo(Math.SQRT1_2), expect.closeTo(Math.SQRT1_2), expect.closeTo(0)],
    [expect.closeTo(0), expect.closeTo(0), expect.closeTo(1)],
  ]);
  expect(embedder.name).toBe("words");
  expect(await embeddingAvailable()).toBe(true);
});

it("finds what says the same in other words", async () => {
  const scorer = createEmbeddingScorer(localEmbedder({ model: "words", modelFolder }));
  const scores = await scorer.scoreBatch(["package delayed", "vase"], "late parcel");
  expect(scores.map(({ score }) => score)).toEqual([expect.closeTo(0.99, 1), expect.closeTo(0)]);
});

it("says that a model is not there, downloads nothing, and looks again the next time", async () => {
  const embedder = localEmbedder({ model: "other", modelFolder });
  await expect(embedder.embed(["late"])).rejects.toThrow(/other/);
  await writeModel(join(modelFolder, "other"), WORDS);
  expect(await embedder.embed(["late"])).toHaveLength(1);
});

it("refuses batches of nothing", () => {
  expect(() => localEmbedder({ maxTexts: 0 })).toThrow("maxTexts is 0");
});

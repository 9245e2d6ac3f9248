import type { Embedder } from "../src/embedder.js";

/** Words that mean the same lie on one axis. */
const AXES: readonly (readonly string[])[] = [
  ["late", "delayed", "overdue", "slow"],
  ["parcel", "delivery", "package"],
  ["broken", "damaged", "cracked"],
  ["refund", "money"],
];

/** The vector of a text by its words. */
export function vectorOf(text: string): readonly number[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return AXES.map((axis) => words.filter((word) => axis.includes(word)).length);
}

/** An embedder that knows a few words, and notes what it was asked. */
export function meanings(): Embedder & { readonly asked: (readonly string[])[] } {
  const asked: (readonly string[])[] = [];
  return {
    name: "meanings",
    asked,
    async embed(texts) {
      asked.push(texts);
      return texts.map(vectorOf);
    },
  };
}

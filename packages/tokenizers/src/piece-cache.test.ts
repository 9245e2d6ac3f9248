import { expect, it } from "vitest";
import { PieceCache } from "./piece-cache.js";

function piece(index: number, length = 4): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (index >> (at * 4)) & 15);
}

it("remembers up to its limit, then starts again with the newest", () => {
  const cache = new PieceCache(3);
  for (let index = 0; index < 10; index++) {
    expect(cache.find(piece(index), 0, 4, index)).toBe(0);
    cache.remember(piece(index), 0, 4, index, index + 1);
    expect(cache.find(piece(index), 0, 4, index)).toBe(index + 1);
  }
  const remembered = Array.from({ length: 10 }, (_, index) => cache.find(piece(index), 0, 4, index));
  expect(remembered).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 10]);
});

it("starts again when the bytes of few long pieces fill it", () => {
  const cache = new PieceCache(5);
  for (let index = 0; index < 4; index++) cache.remember(piece(index, 60), 0, 60, index, 7);
  expect(cache.find(piece(0, 60), 0, 60, 0)).toBe(0);
  expect(cache.find(piece(3, 60), 0, 60, 3)).toBe(7);
});

it("does not remember pieces that are too long", () => {
  const cache = new PieceCache(5);
  cache.remember(piece(1, 64), 0, 64, 1, 7);
  cache.remember(piece(1, 65), 0, 65, 1, 7);
  expect(cache.find(piece(1, 64), 0, 64, 1)).toBe(7);
  expect(cache.find(piece(1, 65), 0, 65, 1)).toBe(0);
});

it("remembers nothing when it may not", () => {
  const cache = new PieceCache(0);
  cache.remember(piece(1), 0, 4, 1, 7);
  expect(cache.find(piece(1), 0, 4, 1)).toBe(0);
});

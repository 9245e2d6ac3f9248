import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { JsonValue } from "../../src/json/path.js";
import type { Optimized, Optimizer } from "../../src/pipeline/optimizer.js";
import { createRandom } from "../generators/random.js";
import { partsOf } from "./expect-laws.js";
import { FLIPS } from "./flips.js";
import { choices, strictOptimizer } from "./law-options.js";
import { type Exchange, exchange, FORMATS, type Format } from "./requests.js";
import { writeOddly } from "./write-oddly.js";

type Body = { readonly messages: readonly JsonValue[] };

function send(optimizer: Optimizer, body: Body): Body {
  return (optimizer.optimizeObject(body) as Optimized<Body>).body;
}

const upTo = (body: Body, count: number): Body => ({ ...body, messages: body.messages.slice(0, count) });
const textsOf = ({ dialect }: Format, body: Body) => partsOf(dialect, body).map(({ path: _path, ...part }) => part);

// Hundreds of conversations, on machines that have other things to do.
vi.setConfig({ testTimeout: 120_000 });

describe.each(FORMATS)("what a client sends unchanged as $dialect.name is sent on unchanged", (format) => {
  const write = (each: Exchange, seed: number): Body => JSON.parse(writeOddly(format.write(each), seed)) as Body;
  const seed = fc.nat(1000);

  it("while messages are appended, in any order of requests, by any process", () => {
    let edits = 0;
    fc.assert(
      fc.property(exchange, seed, choices, seed, (each, how, chosen, order) => {
        const body = write(each, how);
        const whole = send(strictOptimizer(format, chosen).optimizer, body);
        if (whole !== body) edits++;
        const shared = strictOptimizer(format, chosen).optimizer;
        const cuts = createRandom(order).shuffle(body.messages.map((_message, at) => at + 1));
        for (const [turn, count] of cuts.entries()) {
          const optimizer = turn % 2 === 0 ? shared : strictOptimizer(format, chosen).optimizer;
          const sent = send(optimizer, upTo(body, count));
          expect(sent).toEqual(upTo(whole, count));
        }
      }),
      { numRuns: 60 },
    );
    expect(edits).toBeGreaterThan(10);
  });

  it("while the same texts are written in other ways and cache markers move", () => {
    fc.assert(
      fc.property(exchange, seed, choices, fc.nat(50), (each, how, chosen, cut) => {
        const body = write(each, how);
        const count = 1 + (cut % body.messages.length);
        const shared = strictOptimizer(format, chosen).optimizer;
        const sent = textsOf(format, send(shared, body));
        for (const [at, { flip }] of FLIPS.entries()) {
          const flipped = flip(body as JsonValue) as unknown as Body;
          const optimizer = at % 2 === 0 ? shared : strictOptimizer(format, chosen).optimizer;
          expect(textsOf(format, send(optimizer, flipped))).toEqual(sent);
          const earlier = textsOf(format, send(optimizer, upTo(flipped, count)));
          expect(sent.slice(0, earlier.length)).toEqual(earlier);
        }
      }),
      { numRuns: 60 },
    );
  });
});

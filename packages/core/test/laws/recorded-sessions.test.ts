import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Optimized } from "../../src/pipeline/optimizer.js";
import { createRandom } from "../generators/random.js";
import { expectLaws, expectNothingLost } from "./expect-laws.js";
import { type Choices, strictOptimizer } from "./law-options.js";
import { FORMATS, type Format } from "./requests.js";

/** Sessions of agents, where a folder of them is given: `sessions/*.json` with `format` and `messages`. */
const folder = join(process.env.HEADROOM_CORPUS ?? "", "sessions");
const isGiven = process.env.HEADROOM_CORPUS !== undefined && existsSync(folder);

interface Body {
  readonly model: string;
  readonly messages: readonly unknown[];
}

function sessions(format: Format): readonly { readonly name: string; readonly body: Body }[] {
  if (!isGiven) return [];
  return readdirSync(folder).flatMap((name) => {
    const session = JSON.parse(readFileSync(join(folder, name), "utf8")) as { format: string } & Body;
    const model = format.dialect.name === "openai-chat" ? "gpt-4o" : "claude-sonnet-5";
    return session.format === format.dialect.name ? [{ name, body: { model, messages: session.messages } }] : [];
  });
}

const CHOSEN: Choices = { profile: "balanced", retrieval: "assume", format: "text" };

const upTo = (body: Body, count: number): Body => ({ ...body, messages: body.messages.slice(0, count) });

describe.skipIf(!isGiven).each(FORMATS)("recorded $dialect.name sessions", (format) => {
  const recorded = sessions(format);

  it.each(recorded)("keep the laws of one request: $name", ({ body }) => {
    expectLaws(format, body, { ...CHOSEN, profile: "lossless" });
    expectLaws(format, body, { ...CHOSEN, profile: "aggressive", minimumCacheableTokens: 0 });
    expectLaws(format, body, CHOSEN);
  });

  it.each(recorded)("are append-only and come back at every cut: $name", ({ name, body }) => {
    const shared = strictOptimizer(format, CHOSEN);
    const whole = (shared.optimizer.optimizeObject(body) as Optimized<Body>).body;
    const sentWhole = whole.messages.map((message) => JSON.stringify(message));
    const cuts = createRandom(name.length).shuffle(body.messages.map((_message, at) => at + 1));
    for (const [turn, count] of cuts.entries()) {
      // Every other request comes to a fresh process.
      const { optimizer, originals } = turn % 2 === 0 ? strictOptimizer(format, CHOSEN) : shared;
      const request = upTo(body, count);
      const { body: sent, report } = optimizer.optimizeObject(request) as Optimized<Body>;
      expect(report.warnings).toEqual([]);
      expect(sent.messages.map((message) => JSON.stringify(message))).toEqual(sentWhole.slice(0, count));
      expectNothingLost(format.dialect, request, sent, originals);
    }
  });
});

it.skipIf(!isGiven)("some recorded sessions are shortened", () => {
  const shortened = FORMATS.flatMap((format) =>
    sessions(format).filter(({ body }) => expectLaws(format, body, CHOSEN) !== body),
  );
  expect(shortened.length).toBeGreaterThan(0);
});

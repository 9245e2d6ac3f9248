import { type Dialect, earlierAnswerOf } from "@headroom/core";
import type { Rewriter } from "../optimize/rewriter.js";

/** Two ids of an answer: the one that an application was shown, and the one under which the provider holds it. */
export interface RenamedAnswer {
  readonly shown: string;
  readonly held: string;
}

/** The ids of answers that were shown under other ids than the provider has for them. */
export interface AnswerIds {
  /** To be called before the application sees the end of an answer. */
  remember(answer: RenamedAnswer | undefined): Promise<void>;
  /** The body with the provider's id of the answer that it goes on from; the same reference where it has it. */
  replace(body: Uint8Array, dialect: Dialect): Promise<Uint8Array>;
}

/** They are kept beside the originals, so that every process that can answer a fetch knows them. */
export function createAnswerIds({ optimizers, retriever, fail }: Rewriter): AnswerIds {
  const { originals, tenant } = optimizers;
  const keyOf = (id: string): string => `${tenant}:answer:${id}`;
  return {
    async remember(answer) {
      if (answer === undefined) return;
      try {
        await originals.set(keyOf(answer.shown), answer.held);
      } catch (error) {
        fail(error);
      }
    },
    async replace(body, dialect) {
      if (retriever === undefined) return body;
      try {
        const earlier = earlierAnswerOf(body, dialect);
        const held = earlier && (await originals.get(keyOf(earlier.id)));
        return held === undefined ? body : (earlier?.withId(held) ?? body);
      } catch (error) {
        fail(error);
        return body;
      }
    },
  };
}

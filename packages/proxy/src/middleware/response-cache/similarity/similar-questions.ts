import { asObject, type JsonObject } from "@headroom/core";
import { cosine } from "@headroom/relevance";
import type { FailureListener } from "../../../failure-listener.js";
import type { Outbound } from "../../../relay/outbound.js";
import type { RequestFacts } from "../../../relay/request-facts.js";
import { cacheKey } from "../cache-key.js";
import type { ResolvedAnswerSimilarity } from "./answer-similarity-options.js";
import { lastQuestion } from "./last-question.js";
import { mayAskTheSame } from "./may-ask-the-same.js";
import { type KeptQuestion, QuestionIndex } from "./question-index.js";
import { questionWords } from "./question-words.js";
import { within } from "./within.js";

/** Longer questions are not compared: models cut off what they read, and the longer it is, the less a word moves its vector. */
const MOST_CHARACTERS = 1000;
/** Most questions that are remembered, of all callers. */
const MOST_QUESTIONS = 10_000;
/** How long an embedder that failed is left alone. */
const REST_MS = 1000;

/** A question whose answer is kept, and how similar it is to another one, 0 to 1. */
export interface SimilarQuestion {
  readonly kept: KeptQuestion;
  readonly score: number;
}

/** Finds, among questions whose answers are kept, those that ask the same in other words. Fails by finding none. */
export class SimilarQuestions {
  readonly #index: QuestionIndex;
  #restsUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly options: ResolvedAnswerSimilarity,
    maxEntries: number,
    private readonly onFailure: FailureListener,
    private readonly now: () => number,
  ) {
    this.#index = new QuestionIndex(Math.min(maxEntries, MOST_QUESTIONS));
  }

  /** What a request asks, where it may be compared: everything else of it is the partition. `key` is that of its answer. */
  questionOf(key: string, outbound: Outbound, facts: RequestFacts): KeptQuestion | undefined {
    if (!this.options.anyTemperature && !saysZero(facts.body)) return undefined;
    const question = lastQuestion(facts);
    if (question === undefined || question.text.length > MOST_CHARACTERS) return undefined;
    const words = questionWords(question.text);
    if (words.words.length === 0) return undefined;
    return { key, partition: cacheKey(outbound, question.rest), text: question.text, words };
  }

  /** Those that a question is similar to, most similar first. The embedder is asked only where words leave room for one. */
  async similarTo(question: KeptQuestion): Promise<readonly SimilarQuestion[]> {
    const candidates = this.#index
      .of(question.partition)
      .filter(({ key, words }) => key !== question.key && mayAskTheSame(words, question.words, this.options.wording));
    if (candidates.length === 0 || this.now() < this.#restsUntil) return [];
    try {
      await this.#embed([question, ...candidates].filter(({ vector }) => vector === undefined));
      return candidates
        .map((kept) => ({ kept, score: similarity(question.vector, kept.vector) }))
        .filter(({ score }) => score >= this.options.threshold)
        .sort((a, b) => b.score - a.score);
    } catch (error) {
      this.#restsUntil = this.now() + REST_MS;
      this.onFailure("similarity-failed", error);
      return [];
    }
  }

  /** Notes that the answer to a question is kept, or was given. */
  use(question: KeptQuestion): void {
    this.#index.use(question);
  }

  /** Notes that the answer under a key is kept no more. */
  forget(key: string): void {
    this.#index.forget(key);
  }

  clear(): void {
    this.#index.clear();
  }

  async #embed(questions: readonly KeptQuestion[]): Promise<void> {
    const { embedder, timeoutMs } = this.options;
    const vectors = await within(timeoutMs, () => embedder.embed(questions.map(({ text }) => text)));
    if (vectors.length !== questions.length) {
      throw new RangeError(`${embedder.name} gave ${vectors.length} vectors for ${questions.length} texts.`);
    }
    for (const [at, question] of questions.entries()) {
      question.vector = Float32Array.from(vectors[at] as ArrayLike<number>);
    }
  }
}

/** Vectors of different models have nothing in common. */
function similarity(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a === undefined || b === undefined || a.length !== b.length ? Number.NaN : cosine(a, b);
}

/** Whether a request asks for the answer that is the same each time. */
function saysZero(body: JsonObject): boolean {
  const places = [body, asObject(body.generationConfig), asObject(body.generation_config)];
  const said = places.map((place) => place?.temperature).filter((temperature) => temperature !== undefined);
  return said.length > 0 && said.every((temperature) => temperature === 0);
}

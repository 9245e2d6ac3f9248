import type { QuestionWords } from "./question-words.js";

/** A question whose answer is kept. */
export interface KeptQuestion {
  /** Of the answer, among stored answers. */
  readonly key: string;
  /** What all else of the request is; only questions with an equal one are compared. */
  readonly partition: string;
  readonly text: string;
  readonly words: QuestionWords;
  /** Once somebody asked for it. */
  vector?: Float32Array;
}

/** Most questions with all else equal. */
const MOST_ALIKE = 200;

/** Questions whose answers are kept, in memory; what was used longest ago goes first. */
export class QuestionIndex {
  readonly #questions = new Map<string, KeptQuestion>();
  readonly #partitions = new Map<string, Map<string, KeptQuestion>>();

  /** Holds at most `most` questions. */
  constructor(private readonly most: number) {}

  /** Those of a partition, in no particular order. */
  of(partition: string): readonly KeptQuestion[] {
    return [...(this.#partitions.get(partition)?.values() ?? [])];
  }

  /** Adds a question, or notes that one was used. */
  use(question: KeptQuestion): void {
    const { key, partition } = question;
    const known = this.#questions.get(key) ?? question;
    this.forget(key);
    this.#questions.set(key, known);
    const alike = this.#partitions.get(partition) ?? new Map<string, KeptQuestion>();
    this.#partitions.set(partition, alike.set(key, known));
    if (alike.size > MOST_ALIKE) this.#forgetFirst(alike);
    if (this.#questions.size > this.most) this.#forgetFirst(this.#questions);
  }

  forget(key: string): void {
    const question = this.#questions.get(key);
    if (question === undefined) return;
    this.#questions.delete(key);
    const alike = this.#partitions.get(question.partition);
    alike?.delete(key);
    if (alike?.size === 0) this.#partitions.delete(question.partition);
  }

  clear(): void {
    this.#questions.clear();
    this.#partitions.clear();
  }

  #forgetFirst(questions: ReadonlyMap<string, KeptQuestion>): void {
    const [key] = questions.keys();
    if (key !== undefined) this.forget(key);
  }
}

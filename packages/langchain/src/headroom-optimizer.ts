import { invalidOption, type JsonValue, whenReady } from "@headroom/core";
import type { BaseMessage } from "@langchain/core/messages";
import { langchainMessages } from "./dialect.js";
import { holdsHistory } from "./holds-history.js";
import { giveBack, lend, original, wasRead } from "./lent-content.js";
import type { Message } from "./message.js";
import { callOptimizer, type OptimizeCall } from "./optimize-call.js";
import { checkOptions, type HeadroomOptions } from "./options.js";

export interface HeadroomOptimizerOptions extends HeadroomOptions {
  /**
   * Milliseconds after which messages get their contents back where nobody read them to write a request. Other callbacks
   * that are waited for longer make requests go out as they are. @default 1000
   */
  readonly restoreAfterMs?: number;
}

interface Run {
  readonly messages: Message[];
  timer?: ReturnType<typeof setTimeout>;
}

/** Longest time between two looks at whether a request was written. */
const LONGEST_PAUSE_MS = 32;

/** A callback cannot add messages: it is given a copy of the list. */
const WITHOUT_ANCHORS = { ...langchainMessages, anchors: () => [] };

/**
 * A callback that makes a chat model send tool results in a shorter form. It goes wherever callbacks go: a model, a call,
 * a chain, an agent.
 *
 * LangChain gives callbacks the messages of the application itself. Their contents are changed only until the request is
 * written, also where runs over the same messages overlap, and what is written as JSON meanwhile, such as a checkpoint, has
 * the original. Where you can choose, prefer `withHeadroom(model)` or `headroomMiddleware()`, which change no message.
 * `model.streamEvents(input)` without a version knows no callbacks, so its requests go out as they are.
 *
 * @throws HeadroomError `invalid-option` for options that do not exist or do not fit.
 * @example
 * ```ts
 * import { HeadroomOptimizer } from "@headroom/langchain";
 * import { ChatOpenAI } from "@langchain/openai";
 *
 * const model = new ChatOpenAI({ model: "gpt-5.5", callbacks: [new HeadroomOptimizer()] });
 * ```
 */
export class HeadroomOptimizer {
  readonly name = "headroom_optimizer";
  /** LangChain sends the request without waiting for callbacks that do not ask for it. */
  readonly awaitHandlers = true;
  readonly raiseError = false;
  readonly ignoreLLM = false;
  readonly ignoreChain = true;
  readonly ignoreAgent = true;
  readonly ignoreRetriever = true;
  readonly ignoreCustomEvent = true;
  readonly #optimize: OptimizeCall;
  readonly #restoreAfterMs: number;
  readonly #runs = new Map<string, Run>();

  constructor(options: HeadroomOptimizerOptions = {}) {
    checkOptions(options, "HeadroomOptimizer", ["restoreAfterMs"]);
    const { restoreAfterMs = 1000, ...others } = options;
    if (!(Number.isFinite(restoreAfterMs) && restoreAfterMs >= 0)) {
      throw invalidOption(
        `restoreAfterMs is ${String(restoreAfterMs)}; it must be a number of milliseconds from 0 up.`,
      );
    }
    this.#optimize = callOptimizer(others, WITHOUT_ANCHORS);
    this.#restoreAfterMs = restoreAfterMs;
  }

  /** Called by LangChain before a request is written. Never throws for messages. */
  async handleChatModelStart(
    _model: unknown,
    groups: BaseMessage[][],
    runId: string,
    _parentRunId?: string,
    extra?: Record<string, unknown>,
  ): Promise<void> {
    const messages = (groups[0] ?? []) as unknown as readonly Message[];
    const originals = messages.map(original);
    const { tools, model } = (extra?.invocation_params ?? {}) as Record<string, unknown>;
    const call = {
      messages: originals,
      ...(tools !== undefined && { tools }),
      ...(holdsHistory(extra?.invocation_params) && { historyHeld: true }),
    };
    const sent = this.#optimize(call, typeof model === "string" ? model : "");
    await whenReady(sent, (changed) => this.#lend(runId, messages, originals, changed as readonly Message[]));
  }

  /** The first token proves that the request was sent. */
  handleLLMNewToken(_token: string, _index: unknown, runId: string): void {
    this.#restore(runId);
  }

  /** Called by LangChain when a run has ended: forgets it. */
  handleLLMEnd(_output: unknown, runId: string): void {
    this.#restore(runId);
  }

  /** Called by LangChain when a run has failed: forgets it. */
  handleLLMError(_error: unknown, runId: string): void {
    this.#restore(runId);
  }

  /** Copies share their runs: LangChain may tell one of the start and the other of the end. */
  copy(): this {
    return this;
  }

  #lend(runId: string, messages: readonly Message[], originals: readonly Message[], changed: readonly Message[]): void {
    if (changed === originals) return;
    const touched = messages.filter((message, index) => {
      const [from, to] = [originals[index], changed[index]];
      return from !== to && lend(message, from?.content as JsonValue, to?.content as JsonValue);
    });
    if (touched.length === 0) return;
    // A callback that is registered twice is called twice for one run.
    const run = this.#runs.get(runId) ?? { messages: [] };
    run.messages.push(...touched);
    this.#runs.set(runId, run);
    this.#watch(runId, run, 0, 0);
  }

  /** Looks again and again whether the model has read the messages, which it does when it writes the request. */
  #watch(runId: string, run: Run, pause: number, waited: number): void {
    clearTimeout(run.timer);
    run.timer = setTimeout(() => {
      const total = waited + pause;
      if (total >= this.#restoreAfterMs || run.messages.every(wasRead)) this.#restore(runId);
      else this.#watch(runId, run, Math.min(2 * pause + 1, LONGEST_PAUSE_MS, this.#restoreAfterMs - total), total);
    }, pause);
  }

  #restore(runId: string): void {
    const run = this.#runs.get(runId);
    if (run === undefined) return;
    this.#runs.delete(runId);
    clearTimeout(run.timer);
    for (const message of run.messages) giveBack(message);
  }
}

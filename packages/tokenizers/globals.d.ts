/**
 * The globals outside ECMAScript that this package uses beyond core's: timers, for asking a provider no longer than the
 * caller waits. Every runtime has them.
 */

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare function setTimeout(run: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

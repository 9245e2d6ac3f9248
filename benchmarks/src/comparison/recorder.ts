import type { Sent, Strategy } from "../bill/strategies/strategy.ts";

/** Remembers what strategies sent, by session. */
export interface Recorder {
  /** The same strategy, overheard. Where it runs for several models, the first is. */
  overhear(strategy: Strategy): Strategy;
  /** What was sent for a session of this name, request by request. */
  sent(strategy: string, session: string): readonly Sent[];
}

export function createRecorder(): Recorder {
  const known = new Map<string, Map<string, Sent[]>>();
  return {
    overhear: (strategy) => ({
      ...strategy,
      start(session, target) {
        const send = strategy.start(session, target);
        const own = known.get(session.name) ?? new Map<string, Sent[]>();
        known.set(session.name, own);
        if (own.has(strategy.name)) return send;
        const sents: Sent[] = [];
        own.set(strategy.name, sents);
        return async (body, seconds) => {
          const sent = await send(body, seconds);
          sents.push(sent);
          return sent;
        };
      },
    }),
    sent: (strategy, session) => known.get(session)?.get(strategy) ?? [],
  };
}

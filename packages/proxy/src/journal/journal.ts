import { randomInt } from "node:crypto";
import { pathOf } from "../destination.js";
import type { Exchange } from "../exchange/exchange.js";
import { headerValue } from "../headers/header-lines.js";
import type { RelayOrder } from "../relay/relay.js";
import { RequestDraft } from "./request-draft.js";
import type { EntrySink } from "./request-entry.js";
import { requestTags } from "./request-tags.js";
import { sessionIn } from "./session-in.js";

/** Opens an entry for each request that is taken to a provider. */
export interface Journal {
  begin(exchange: Exchange, order: Pick<RelayOrder, "provider" | "match">): RequestDraft;
}

export interface JournalOptions {
  readonly sinks: readonly EntrySink[];
  /** Whether entries hold what was said. */
  readonly keepsContent: boolean;
  /** Milliseconds of the epoch. @default Date.now */
  readonly now?: () => number;
}

/** Creates a journal that gives every finished request to all sinks. */
export function createJournal({ sinks, keepsContent, now = Date.now }: JournalOptions): Journal {
  // Where several processes serve, their numbers should not all begin with one.
  let count = randomInt(1_000_000);
  const sink: EntrySink = (entry) => {
    for (const each of sinks) each(entry);
  };
  return {
    begin({ method, target, headers }, { provider, match }) {
      const at = now();
      count = (count + 1) % 1_000_000;
      const requestId = `hr_${Math.floor(at / 1000)}_${String(count).padStart(6, "0")}`;
      const path = pathOf(target);
      return new RequestDraft(
        {
          requestId,
          at,
          provider,
          match,
          method,
          path,
          keepsContent,
          session: sessionIn(headers),
          tags: requestTags(headers),
          traceParent: headerValue(headers, "traceparent"),
        },
        sink,
      );
    },
  };
}

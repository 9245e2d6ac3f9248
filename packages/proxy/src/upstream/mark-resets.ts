import { buildConnector } from "undici";

/** Whether a connection is being reported as broken right now. */
export interface Breaking {
  readonly now: boolean;
}

/**
 * A connector that says when a connection breaks, to tell a body that ended with its connection from one that was cut off
 * with it: undici takes both for complete.
 *
 * Its listener comes before undici's, so what undici reports out of the same event is reported while `now` is true.
 */
export function markResets(options: buildConnector.BuildOptions): {
  readonly connect: buildConnector.connector;
  readonly breaking: Breaking;
} {
  const breaking = { now: false };
  const connector = buildConnector(options);
  const connect: buildConnector.connector = (target, callback) => {
    connector(target, (...outcome) => {
      outcome[1]?.on("error", () => {
        breaking.now = true;
        queueMicrotask(() => {
          breaking.now = false;
        });
      });
      callback(...outcome);
    });
  };
  return { connect, breaking };
}

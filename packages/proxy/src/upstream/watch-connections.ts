import { buildConnector } from "undici";

/** What happens to a connection while its calls are told of it. */
export interface ConnectionWatch {
  /** It breaks. A body that was to last until its end is cut off, which undici takes for complete. */
  readonly breaks: boolean;
  /** It ends, and has carried an answer before: an upstream that closes unused connections may have closed it unread. */
  readonly endsAfterUse: boolean;
}

/**
 * A connector that tells what happens to its connections. Its listeners come before undici's, so whatever undici tells a
 * call out of an event of the connection is told while the watch says which.
 */
export function watchConnections(options: buildConnector.BuildOptions): {
  readonly connect: buildConnector.connector;
  readonly watch: ConnectionWatch;
} {
  const watch = { breaks: false, endsAfterUse: false };
  const forget = (): void => {
    watch.breaks = false;
    watch.endsAfterUse = false;
  };
  const connector = buildConnector(options);
  const connect: buildConnector.connector = (target, callback) => {
    connector(target, (...outcome) => {
      const [, socket] = outcome;
      socket?.on("error", () => {
        watch.breaks = true;
        queueMicrotask(forget);
      });
      socket?.on("close", () => {
        watch.endsAfterUse = socket.bytesRead > 0;
        queueMicrotask(forget);
      });
      callback(...outcome);
    });
  };
  return { connect, watch };
}

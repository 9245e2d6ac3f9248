import type { Dialect } from "../conversation/dialect.js";
import { messagePath } from "../conversation/message-run.js";
import type { Conversation, Part } from "../conversation/part.js";
import type { Digest } from "../digest/handle.js";
import type { Change, RequestDocument } from "../document/request-document.js";
import { readTurns } from "../form/turns-form.js";
import { forEachInOrder, type MaybePromise, whenReady } from "../maybe-promise.js";
import { originalKey } from "../retrieval/original-key.js";
import type { Store } from "../store/store.js";
import { turnsHandle } from "../transforms/rolling-window/turns-handle.js";
import { createMemo } from "./memo.js";
import { PartCounts } from "./part-counts.js";
import { readContext } from "./prepare-transforms.js";

interface Restoring<Body> {
  readonly read: (body: Body) => RequestDocument<Body>;
  readonly dialect: Dialect;
  readonly originals: Store;
  readonly tenant: string;
  readonly digest: Digest;
}

/**
 * Puts messages that were dropped back into their places, the last ones first. What does not say what its handle stands for
 * stays as it is.
 */
export function restoreTurns<Body>(body: Body, restoring: Restoring<Body>): MaybePromise<Body> {
  const { read, dialect, originals, tenant, digest } = restoring;
  const document = read(body);
  const markers = markersIn(dialect.read(document.value, document.raw), digest);
  let restored = body;
  const all = forEachInOrder(markers.reverse(), ({ part, handle }) =>
    whenReady(originals.get(originalKey(tenant, handle)), (source) => {
      if (source !== undefined) restored = withTurns(restored, part, handle, source, restoring);
    }),
  );
  return whenReady(all, () => restored);
}

function markersIn(conversation: Conversation | undefined, digest: Digest): { part: Part; handle: string }[] {
  const parts = conversation?.parts ?? [];
  return parts.flatMap((part) => {
    const handle = part.kind === "text" && part.role === "user" ? readTurns(part.text ?? "", digest) : undefined;
    const isAlone = parts.filter(({ messageIndex }) => messageIndex === part.messageIndex).length === 1;
    return handle === undefined || !isAlone ? [] : [{ part, handle }];
  });
}

function withTurns<Body>(
  body: Body,
  part: Part,
  handle: string,
  source: string,
  { read, dialect, digest }: Restoring<Body>,
): Body {
  const path = messagePath(part);
  const count = countOf(source);
  if (path === undefined || count === 0) return body;
  const change: Change = { type: "replace-run", path, count: 1, json: source.slice(1, -1) };
  const restored = read(body).apply([change]).body;
  const document = read(restored);
  const memo = createMemo();
  const context = readContext({
    body: document.value,
    settings: { dialect, digest, memo },
    counts: new PartCounts([], digest, memo),
  });
  const parts = (dialect.read(document.value, document.raw)?.parts ?? []).filter(
    ({ messageIndex }) => part.messageIndex <= messageIndex && messageIndex < part.messageIndex + count,
  );
  return turnsHandle(parts, context) === handle ? restored : body;
}

/** How many messages a source lists; 0 where it is no list. */
function countOf(source: string): number {
  try {
    const list: unknown = JSON.parse(source);
    return Array.isArray(list) ? list.length : 0;
  } catch {
    return 0;
  }
}

import type { Anchor } from "../../../conversation/anchor.js";
import type { Conversation } from "../../../conversation/part.js";
import { type MaybePromise, whenReady } from "../../../maybe-promise.js";
import type { Store } from "../../../store/store.js";
import type { Decision, PrepareContext } from "../../prepare-context.js";
import type { AlignerSettings } from "../aligner-options.js";
import type { PromptChange } from "../report/cache-alignment.js";
import { type FoundTracks, findTracks } from "./find-tracks.js";
import { basisOf, type FreezeBasis } from "./freeze-basis.js";
import type { FreezeDecision } from "./freeze-decision.js";
import { noteText } from "./note-text.js";
import { type PromptNow, readPrompt } from "./prompt-now.js";
import { type StoreKeys, shortDigest, storeKeys } from "./store-keys.js";
import { type ArrangedTools, arrangeTools, listOf } from "./tool-list.js";
import { type Note, readTracks, type Track, writeTracks } from "./track.js";

/**
 * Decides how a request is sent so that it begins as the request before it did. Everything that the decision rests on is read
 * from the store, and what is new has to be written there before the request is sent: another process, or the next request,
 * then decides in the same way.
 *
 * Without a trace of the conversation the request goes out as it came, and counts as its beginning. So a store that fails
 * costs one break of the cached prefix at most, and none when it is back.
 */
export function decideFreeze(
  conversation: Conversation,
  settings: AlignerSettings,
  context: PrepareContext,
  store: Store,
): MaybePromise<FreezeDecision | undefined> {
  const now = readPrompt(conversation, settings, context);
  const hasNothing = now.values.length === 0 && now.tools === undefined;
  if (hasNothing || now.history.head === undefined) return undefined;
  const list = now.tools && listOf(now.tools);
  const job: Job = {
    now,
    context,
    store,
    model: conversation.model,
    keys: storeKeys(context, conversation.dialect, conversation.model),
    list: list === undefined ? undefined : { text: list, digest: shortDigest(context, list) },
  };
  const others = job.list === undefined ? [] : [job.keys.tools(job.list.digest)];
  return whenReady(findTracks(now.history, job.keys, store, others), (found) => {
    const basis = basisOf(found, now, conversation.model);
    if (basis !== undefined) return goOn(basis, found, job);
    return now.history.isAnswered ? begin(found, job) : beginLikeOthers(found, job);
  });
}

interface Job {
  readonly now: PromptNow;
  readonly model: string;
  readonly keys: StoreKeys;
  readonly context: PrepareContext;
  readonly store: Store;
  /** The tools of the request as a list, and its digest. */
  readonly list: { readonly text: string; readonly digest: string } | undefined;
}

/** The request goes out as it came. */
function begin(found: FoundTracks, job: Job, more: readonly Decision[] = []): FreezeDecision {
  const decision = decisionOf({ first: job.now.values, notes: [] }, undefined, found, job);
  return { ...decision, writings: [...decision.writings, ...more] };
}

/** The first request of a conversation begins as others with its prompt did, apart from the time. */
function beginLikeOthers(found: FoundTracks, job: Job): MaybePromise<FreezeDecision> {
  const { now, keys, store, list } = job;
  if (!now.isNow.includes(true) && list === undefined) return begin(found, job);
  const key = keys.beginning(now);
  return whenReady(store.get(key), (stored) => {
    const [shared] = readTracks(stored);
    if (shared?.first.length === now.values.length) {
      const first = now.values.map((value, index) =>
        now.isNow[index] === true ? (shared.first[index] ?? value) : value,
      );
      return goOn({ ...shared, first, last: first, notes: [], sentUpTo: -1 }, found, job);
    }
    const { track } = begin(found, job);
    return begin(found, job, [{ key, expected: stored, value: writeTracks({ ...track, chain: "" }, []) }]);
  });
}

/** The request begins as the one before it did, and is told what changed since. */
function goOn(basis: FreezeBasis, found: FoundTracks, job: Job): MaybePromise<FreezeDecision> {
  const { context, store, keys, list } = job;
  const note = noteFor(basis, job);
  const isLegal = basis.notes.every(({ after }) => anchorsIn(after, after, context).length > 0);
  if (note === "nowhere" || !isLegal || (note !== undefined && !context.isWorthCaching)) {
    return { ...begin(found, job), changes: changesSince(basis, undefined, job) };
  }
  const notes = note === undefined ? basis.notes : [...basis.notes, note];
  const isOther = basis.tools !== undefined && list !== undefined && basis.tools !== list.digest;
  return whenReady(isOther ? store.get(keys.tools(basis.tools as string)) : undefined, (sent) => {
    const arranged = sent === undefined || job.now.tools === undefined ? undefined : arrangeTools(job.now.tools, sent);
    const decided = decisionOf({ first: basis.first, notes }, arranged, found, job);
    return { ...decided, changes: changesSince(basis, arranged, job) };
  });
}

/** What the conversation has to be told; `nowhere` where nothing may be added. */
function noteFor(basis: FreezeBasis, { now, context }: Job): Note | "nowhere" | undefined {
  const isChanged = now.values.map((value, index) => value !== basis.last[index]);
  if (!isChanged.includes(true)) return undefined;
  const anchor = anchorsIn(basis.sentUpTo + 1, now.history.head?.messageIndex ?? -1, context).at(-1);
  if (anchor === undefined) return "nowhere";
  return { after: anchor.messageIndex, text: noteText(now.texts, isChanged), values: now.values };
}

function anchorsIn(from: number, to: number, context: PrepareContext): readonly Anchor[] {
  return context.anchors().filter(({ messageIndex }) => messageIndex >= from && messageIndex <= to);
}

interface Beginning {
  readonly first: readonly string[];
  readonly notes: readonly Note[];
}

function decisionOf(
  { first, notes }: Beginning,
  arranged: ArrangedTools | undefined,
  found: FoundTracks,
  job: Job,
): FreezeDecision {
  const { now, model, context, keys } = job;
  const text = arranged === undefined ? undefined : JSON.stringify(arranged.sources);
  const list = text === undefined ? job.list : { text, digest: shortDigest(context, text) };
  const { head } = now.history;
  const track: Track = {
    model,
    mask: now.mask,
    chain: head?.chain ?? "",
    first,
    last: now.values,
    notes,
    ...(list !== undefined && { tools: list.digest }),
    ...(arranged !== undefined && { given: arranged.given }),
  };
  const writings: Decision[] = [];
  if (list !== undefined && !found.present.has(keys.tools(list.digest))) {
    writings.push({ key: keys.tools(list.digest), expected: undefined, value: list.text, isShared: true });
  }
  if (head !== undefined) {
    const value = writeTracks(track, readTracks(found.atHead));
    if (value !== found.atHead) writings.push({ key: keys.tracks(head), expected: found.atHead, value });
  }
  return {
    values: first,
    ...(arranged !== undefined && { tools: arranged.sources }),
    notes,
    track,
    writings,
    changes: changesIn(found, job),
  };
}

/** What is other than in the request before, of what makes a conversation begin anew. */
function changesIn({ tracks }: FoundTracks, { model, now }: Job): readonly PromptChange[] {
  if (tracks.length === 0) return [];
  if (tracks.every((track) => track.model !== model)) return ["model"];
  return tracks.some(({ mask }) => mask === now.mask) ? [] : ["system-text"];
}

/** What is other than in the request before, of what a conversation can be told. */
function changesSince(basis: FreezeBasis, arranged: ArrangedTools | undefined, { now }: Job): readonly PromptChange[] {
  const { order = false, keys = false, tools = false } = arranged?.change ?? {};
  const changes: readonly (readonly [PromptChange, boolean])[] = [
    ["volatile-values", basis.last.some((value, index) => value !== now.values[index])],
    ["tool-order", order],
    ["tool-keys", keys],
    ["tools", tools],
  ];
  return changes.filter(([, isChanged]) => isChanged).map(([change]) => change);
}

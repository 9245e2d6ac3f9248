import type { Conversation, Part } from "../../../conversation/part.js";
import type { Change } from "../../../document/request-document.js";
import { type MaybePromise, whenReady } from "../../../maybe-promise.js";
import type { Store } from "../../../store/store.js";
import type { ReadContext } from "../../prepare-context.js";
import { resolveAlignerOptions } from "../aligner-options.js";
import { withValues } from "../volatile/mask.js";
import { isNoteText } from "./note-text.js";
import { type PromptNow, readPrompt } from "./prompt-now.js";
import { storeKeys } from "./store-keys.js";
import { toolEdits } from "./tool-list.js";
import { readTracks, type Track } from "./track.js";

/**
 * The changes that turn a request as it was sent into the one that its client sent: notes away, values and tools as they
 * came. None where the store does not know the request.
 */
export function undoFreeze(
  conversation: Conversation,
  context: ReadContext & { readonly tenant: string },
  store: Store,
): MaybePromise<readonly Change[]> {
  const notes = notesOf(conversation);
  const asked = withoutNotes(conversation, notes);
  const now = readPrompt(asked, resolveAlignerOptions({}), context);
  const { head } = now.history;
  if (head === undefined || (now.values.length === 0 && now.tools === undefined)) return [];
  const keys = storeKeys(context, conversation.dialect, conversation.model);
  return whenReady(store.get(keys.tracks(head)), (stored) => {
    const track = readTracks(stored).find(
      (each) =>
        each.chain === head.chain &&
        each.model === conversation.model &&
        each.mask === now.mask &&
        isEqual(each.first, now.values) &&
        isEqual(
          each.notes.map(({ text }) => text),
          notes.map(({ text }) => text),
        ),
    );
    return track === undefined ? [] : changesOf(track, now, notes, context);
  });
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** A text of the user that reads like a note. Whether it is one is said by the store. */
interface FoundNote {
  readonly part: Part;
  readonly text: string;
  /** Whether it is all of its message. */
  readonly isMessage: boolean;
}

function notesOf({ parts }: Conversation): readonly FoundNote[] {
  const isNote = ({ kind, role, text }: Part): boolean => kind === "text" && role === "user" && isNoteText(text ?? "");
  const others = new Set(parts.filter((part) => !isNote(part)).map(({ messageIndex }) => messageIndex));
  return parts
    .filter(isNote)
    .map((part) => ({ part, text: part.text ?? "", isMessage: !others.has(part.messageIndex) }));
}

/** The conversation without notes, and with its messages counted as if they had never been there. */
function withoutNotes(conversation: Conversation, notes: readonly FoundNote[]): Conversation {
  const gone = new Set(notes.map(({ part }) => part));
  const added = notes.filter(({ isMessage }) => isMessage).map(({ part }) => part.messageIndex);
  const parts = conversation.parts
    .filter((part) => !gone.has(part))
    .map((part) => {
      const before = new Set(added.filter((index) => index < part.messageIndex)).size;
      return before === 0 ? part : { ...part, messageIndex: part.messageIndex - before };
    });
  return { ...conversation, parts };
}

/** The array element that was added for a note: its message, or the block that it stands in. */
function elementOf({ part, isMessage }: FoundNote): Part["path"] {
  const { path, messageIndex } = part;
  const at = isMessage ? path.indexOf(messageIndex) : path.findLastIndex((step) => typeof step === "number");
  return path.slice(0, at + 1);
}

function changesOf(
  { last, given }: Track,
  { texts, tools }: PromptNow,
  notes: readonly FoundNote[],
  context: ReadContext,
): readonly Change[] {
  const changes: Change[] = [];
  let at = 0;
  for (const { part, text, spans } of texts) {
    const asked = withValues(text, spans, last.slice(at, at + spans.length));
    at += spans.length;
    if (asked !== text) changes.push({ type: "replace", path: part.path, json: JSON.stringify(asked) });
  }
  if (tools !== undefined && given !== undefined) {
    const sources = given.map((each) => (typeof each === "number" ? (tools[each]?.source ?? "") : each));
    for (const { part, json } of toolEdits(tools, sources, context))
      changes.push({ type: "replace", path: part.path, json });
  }
  for (const note of notes) changes.push({ type: "remove", path: elementOf(note), json: "" });
  return changes;
}

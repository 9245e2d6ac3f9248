import type { FoundTracks } from "./find-tracks.js";
import type { PromptNow } from "./prompt-now.js";
import type { Track } from "./track.js";

/** What a request goes on from: how the conversation was sent so far. */
export interface FreezeBasis extends Pick<Track, "first" | "last" | "notes" | "tools"> {
  /** Index of the last message that may have been sent; what is added now stands behind a later one. */
  readonly sentUpTo: number;
}

/** What is known of the conversation; `undefined` where it is not known, or there is doubt whether it is the same one. */
export function basisOf(found: FoundTracks, now: PromptNow, model: string): FreezeBasis | undefined {
  const { point, tracks } = found;
  if (point === undefined) return undefined;
  const own = tracks.filter((track) => track.model === model && track.mask === now.mask);
  const track = chooseTrack(own, now, point.isAnswered);
  if (track === undefined) return undefined;
  const isSame = track.last.every((value, index) => value === now.values[index]);
  if (point.messageIndex !== now.history.head?.messageIndex || isSame) {
    return { ...track, sentUpTo: point.messageIndex };
  }
  // The same request once more at another time: what was added to it then is not what is to be said now.
  const sentUpTo = now.history.lastAnswered;
  const notes = track.notes.filter(({ after }) => after <= sentUpTo);
  return { ...track, notes, last: notes.at(-1)?.values ?? track.first, sentUpTo };
}

/**
 * The track of the same values; or else of the same but for the time. Other values may only have changed where the
 * conversation has gone on and there is no doubt whose they were: two agents may begin with the same words and differ in them.
 */
function chooseTrack(tracks: readonly Track[], now: PromptNow, isAnswered: boolean): Track | undefined {
  const lasting = (values: readonly string[]): string =>
    JSON.stringify(values.filter((_value, index) => now.isNow[index] !== true));
  const same = tracks.find(({ last }) => last.every((value, index) => value === now.values[index]));
  const sameAgent = same ?? tracks.find(({ last }) => lasting(last) === lasting(now.values));
  if (sameAgent !== undefined) return sameAgent;
  const agents = new Set(tracks.map(({ last }) => lasting(last)));
  return isAnswered && agents.size === 1 ? tracks[0] : undefined;
}

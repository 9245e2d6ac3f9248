/** A text that was added to a conversation, and after which of its messages. It stays there. */
export interface Note {
  readonly after: number;
  readonly text: string;
  /** The values of the system prompt from there on. */
  readonly values: readonly string[];
}

/**
 * What was sent for one conversation up to a point, beyond what its client sent: all that it takes to send it once more. The
 * texts themselves are not in it but for the values that change.
 */
export interface Track {
  readonly model: string;
  /** Digest of the system prompt without its volatile values. */
  readonly mask: string;
  /** Digest of the messages up to the point. */
  readonly chain: string;
  /** The values that the system prompt is sent with, in its order: those that it had first. */
  readonly first: readonly string[];
  /** The values that the client gave last. */
  readonly last: readonly string[];
  readonly notes: readonly Note[];
  /** Digest of the list of tools as it is sent; absent without tools. */
  readonly tools?: string;
  /** The tools as the client gave them, where that is otherwise: places in the list that is sent, or sources. */
  readonly given?: readonly (number | string)[];
}

const VERSION = 1;
const MOST_TRACKS = 8;

/** The tracks of a stored record; none where it is damaged or of another version. */
export function readTracks(stored: string | undefined): readonly Track[] {
  if (stored === undefined) return [];
  try {
    const { version, tracks } = JSON.parse(stored) as { readonly version?: unknown; readonly tracks?: unknown };
    return version === VERSION && Array.isArray(tracks) ? tracks.filter(isTrack) : [];
  } catch {
    return [];
  }
}

/** A record with a track in front of others. */
export function writeTracks(track: Track, others: readonly Track[]): string {
  const own = JSON.stringify(track);
  const tracks = [track, ...others.filter((other) => JSON.stringify(other) !== own)].slice(0, MOST_TRACKS);
  return JSON.stringify({ version: VERSION, tracks });
}

function isTrack(value: unknown): value is Track {
  if (typeof value !== "object" || value === null) return false;
  const { model, mask, chain, first, last, notes, tools, given } = value as Partial<Record<keyof Track, unknown>>;
  return (
    [model, mask, chain].every((member) => typeof member === "string") &&
    isTexts(first) &&
    isTexts(last) &&
    first.length === last.length &&
    Array.isArray(notes) &&
    notes.every((note) => isNote(note) && note.values.length === first.length) &&
    (tools === undefined || typeof tools === "string") &&
    (given === undefined || (Array.isArray(given) && given.every((each) => /^(?:number|string)$/.test(typeof each))))
  );
}

function isNote(value: unknown): value is Note {
  const { after, text, values } = (value ?? {}) as Partial<Record<keyof Note, unknown>>;
  return Number.isSafeInteger(after) && typeof text === "string" && isTexts(values);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** More than this is not held back: an event of a picture, say. */
const MAX_HELD_BYTES = 1024 * 1024;

const NOTHING = new Uint8Array(0);

/**
 * Lets the bytes of a stream of events pass up to the end of the last whole event, and holds back what comes after it. Clients
 * do nothing with half an event, so nothing reaches them later for it, and half an event can be left out where the stream
 * breaks off.
 */
export class EventGate {
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** The two bytes before those that are looked at; a blank line may begin in them. */
  #before: readonly [number, number] = [0, 0];

  /** What may pass now that `chunk` has come; empty where nothing may. */
  push(chunk: Uint8Array): Uint8Array {
    const end = endOfEvents(chunk, this.#before);
    this.#before = [at(chunk, chunk.length - 2, this.#before), at(chunk, chunk.length - 1, this.#before)];
    if (end === chunk.length && this.#heldBytes === 0) return chunk;
    if (end === 0 && this.#heldBytes + chunk.length <= MAX_HELD_BYTES) {
      this.#hold(chunk);
      return NOTHING;
    }
    const passes = end === 0 ? chunk.length : end;
    const passed = Buffer.concat([...this.#held, chunk.subarray(0, passes)]);
    this.#held = [];
    this.#heldBytes = 0;
    if (passes < chunk.length) this.#hold(chunk.subarray(passes));
    return passed;
  }

  /** What is held back. */
  held(): Uint8Array {
    return Buffer.concat(this.#held);
  }

  #hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }
}

/** Where the last blank line of a chunk ends; 0 where it has none. */
function endOfEvents(chunk: Uint8Array, before: readonly [number, number]): number {
  for (let index = chunk.length - 1; index >= 0; index--) {
    const byte = chunk[index];
    if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) continue;
    const previous = at(chunk, index - 1, before);
    if (byte === CARRIAGE_RETURN || previous !== CARRIAGE_RETURN) {
      if (isLineEnd(previous)) return index + 1;
    } else if (isLineEnd(at(chunk, index - 2, before))) return index + 1;
  }
  return 0;
}

/** The byte at an index, which may lie up to two bytes before the chunk. */
function at(chunk: Uint8Array, index: number, before: readonly [number, number]): number {
  return (index >= 0 ? chunk[index] : before[2 + index]) as number;
}

function isLineEnd(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

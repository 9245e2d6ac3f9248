/** One server-sent event. */
export interface SseEvent {
  /** Value of the `event` field; `message` where there is none. */
  readonly event: string;
  /** The `data` fields, joined by line feeds. */
  readonly data: string;
}

/** Divides a stream into its events. */
export interface SseReader {
  /** Reads on. The bytes may be cut anywhere and are not kept after the call unless a line is unfinished. */
  push(bytes: Uint8Array): void;
}

/** Bounds of a reader. */
export interface SseReaderOptions {
  /**
   * An event of more bytes than this is skipped whole; it bounds what the reader holds.
   * @default 262144
   */
  readonly maxEventBytes?: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const COLON = 58;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** A buffer that grew past this is given back after its line. */
const KEPT_BUFFER_BYTES = 4096;

/**
 * Reads a stream of server-sent events from bytes and calls `onEvent` for each event as soon as its empty line is there.
 *
 * Lines end with LF, CRLF or CR. Comments and fields other than `event` and `data` are passed over, an event without data
 * is no event, and what follows the last empty line is none yet.
 *
 * @example
 * ```ts
 * import { createSseReader } from "@headroom/core";
 *
 * const reader = createSseReader(({ event, data }) => console.log(event, data));
 * reader.push(new TextEncoder().encode("event: ping\ndata: {}\n\n")); // prints: ping {}
 * ```
 */
export function createSseReader(onEvent: (event: SseEvent) => void, options: SseReaderOptions = {}): SseReader {
  const { maxEventBytes = 262_144 } = options;
  const line = createLineBuffer(maxEventBytes);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let event = "";
  let data: string[] = [];
  let eventBytes = 0;
  let tooLarge = false;
  let firstLine = true;
  let afterCarriageReturn = false;

  function dispatch(): void {
    const complete = { event: event === "" ? "message" : event, data: data.join("\n") };
    const dropped = tooLarge || data.length === 0;
    event = "";
    data = [];
    eventBytes = 0;
    tooLarge = false;
    if (!dropped) {
      onEvent(complete);
    }
  }

  function readField(source: string): void {
    const colon = source.indexOf(":");
    const name = colon === -1 ? source : source.slice(0, colon);
    const value = colon === -1 ? "" : source.slice(source[colon + 1] === " " ? colon + 2 : colon + 1);
    if (name === "data") {
      data.push(value);
    } else if (name === "event") {
      event = value;
    }
  }

  function endLine(rest: Uint8Array): void {
    let bytes = line.take(rest);
    if (firstLine) {
      firstLine = false;
      bytes = withoutByteOrderMark(bytes);
    }
    if (bytes?.length === 0) {
      dispatch();
      return;
    }
    if (bytes?.[0] === COLON) {
      return;
    }
    eventBytes += bytes?.length ?? 0;
    if (bytes === undefined || eventBytes > maxEventBytes) {
      tooLarge = true;
      data = [];
      event = "";
    } else if (!tooLarge) {
      readField(decoder.decode(bytes));
    }
  }

  return {
    push(bytes) {
      let start = 0;
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at];
        if (byte === LINE_FEED && afterCarriageReturn) {
          start = at + 1;
        } else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
          endLine(bytes.subarray(start, at));
          start = at + 1;
        }
        afterCarriageReturn = byte === CARRIAGE_RETURN;
      }
      line.keep(bytes.subarray(start));
    },
  };
}

function withoutByteOrderMark(bytes: Uint8Array | undefined): Uint8Array | undefined {
  return bytes !== undefined && BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte) ? bytes.subarray(3) : bytes;
}

interface LineBuffer {
  /** Holds the beginning of a line until its end arrives. */
  keep(bytes: Uint8Array): void;
  /** The whole line, ending with `rest`; `undefined` when it was longer than the limit. A long comment is cut short. */
  take(rest: Uint8Array): Uint8Array | undefined;
}

function createLineBuffer(maxBytes: number): LineBuffer {
  let buffer = new Uint8Array(0);
  let length = 0;
  let overflown = false;

  function keep(bytes: Uint8Array): void {
    if (overflown || bytes.length === 0 || (length > 0 && buffer[0] === COLON)) {
      return;
    }
    if (bytes[0] === COLON && length === 0) {
      append(bytes.subarray(0, 1));
    } else if (length + bytes.length > maxBytes) {
      overflown = true;
      length = 0;
      buffer = new Uint8Array(0);
    } else {
      append(bytes);
    }
  }

  function append(bytes: Uint8Array): void {
    if (length + bytes.length > buffer.length) {
      const larger = new Uint8Array(
        Math.min(Math.max(length + bytes.length, 2 * buffer.length, 256), Math.max(maxBytes, 1)),
      );
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(bytes, length);
    length += bytes.length;
  }

  return {
    keep,
    take(rest) {
      if (!overflown && length === 0) {
        return rest.length > maxBytes && rest[0] !== COLON ? undefined : rest;
      }
      keep(rest);
      const whole = overflown ? undefined : buffer.subarray(0, length);
      overflown = false;
      length = 0;
      if (buffer.length > KEPT_BUFFER_BYTES) {
        buffer = new Uint8Array(0);
      }
      return whole;
    },
  };
}

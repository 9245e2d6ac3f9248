/** A body in bytes, and how to send other bytes in its place. */
export interface RequestBody {
  readonly bytes: Uint8Array;
  /** Whether reading used it up, so that it must be sent from `bytes` in any case. */
  readonly usedUp: boolean;
  /** The bytes in the form in which the body came: the form decides about the default content type. */
  pack(bytes: Uint8Array): NonNullable<RequestInit["body"]>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Reads the body that `fetch(input, init)` would send. `undefined` where there is none, or none of JSON's forms, such as
 * form data. A body that is read elsewhere rejects as fetch would; so does an abort while a stream is read.
 */
export async function readRequestBody(
  request: Request | undefined,
  init: RequestInit | undefined,
): Promise<RequestBody | undefined> {
  const body: unknown = init?.body;
  if (body === undefined || body === null) return request?.body ? readClone(request, init?.signal) : undefined;
  if (typeof body === "string") {
    return { bytes: encoder.encode(body), usedUp: false, pack: (bytes) => decoder.decode(bytes) };
  }
  if (ArrayBuffer.isView(body)) return inBytes(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  if (body instanceof ArrayBuffer) return inBytes(new Uint8Array(body));
  if (body instanceof Blob) {
    const bytes = new Uint8Array(await body.arrayBuffer());
    return {
      bytes,
      usedUp: false,
      pack: (packed) => new Blob([packed as Uint8Array<ArrayBuffer>], { type: body.type }),
    };
  }
  if (body instanceof ReadableStream || isAsyncIterable(body)) {
    const signal = init?.signal ?? request?.signal;
    return { ...inBytes(await abortable(collect(body as AsyncIterable<Uint8Array>), signal)), usedUp: true };
  }
  return undefined;
}

function inBytes(bytes: Uint8Array): RequestBody {
  return { bytes, usedUp: false, pack: (packed) => packed as Uint8Array<ArrayBuffer> };
}

async function readClone(request: Request, signal: AbortSignal | null | undefined): Promise<RequestBody> {
  const buffer = await abortable(request.clone().arrayBuffer(), signal ?? request.signal);
  return inBytes(new Uint8Array(buffer));
}

function isAsyncIterable(body: unknown): boolean {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body && !(body instanceof FormData);
}

async function collect(chunks: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Settles as `reading` does, or rejects with the reason of an abort that comes before. */
function abortable<T>(reading: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return reading;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    reading.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

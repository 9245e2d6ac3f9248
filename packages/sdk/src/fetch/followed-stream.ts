import { type AnswerFollower, createEventSplitter, type JsonValue } from "@headroom/core";

/** The streamed answer to the request that goes on behind one that has ended; `undefined` where there is none. */
export type NextAnswer = (answer: JsonValue) => Promise<Response | undefined>;

/**
 * One stream out of the streams of several answers, as a follower joins them. What it leaves as it is arrives with the same
 * bytes. Giving the stream up gives up the answer that is being read. `beforeShown` runs before the application sees more.
 */
export function followedStream(
  first: Response,
  follower: AnswerFollower,
  beforeShown: () => Promise<void>,
  next: NextAnswer,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let reader = readerOf(first);
  let waiting = "";
  let givenUp = false;
  const newSplitter = () =>
    createEventSplitter((event, text) => {
      waiting += follower.see(event, text);
    });
  let splitter = newSplitter();
  /** Reads until there is something to say; `false` at the end of all. */
  const readOn = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    if (!done) {
      splitter.push(value);
      return true;
    }
    splitter.end();
    const answer = follower.goesOn();
    const response = answer === undefined ? undefined : await next(answer);
    if (response === undefined) return false;
    reader = readerOf(response);
    // It was on its way when the stream was given up.
    if (givenUp) await reader.cancel();
    splitter = newSplitter();
    return true;
  };
  return new ReadableStream({
    async pull(controller) {
      let more = true;
      while (more && waiting === "") more = await readOn();
      if (waiting !== "") {
        await beforeShown();
        controller.enqueue(encoder.encode(waiting));
      }
      waiting = "";
      if (!more) controller.close();
    },
    cancel(reason) {
      givenUp = true;
      return reader.cancel(reason);
    },
  });
}

/** @throws Error for an answer that is no stream: what the application has seen of the one before cannot be taken back. */
function readerOf({ ok, status, body }: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (ok && body !== null) return body.getReader();
  throw new Error(`The provider answered the request behind a fetch with status ${status}. Send the request again.`);
}

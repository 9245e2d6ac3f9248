/** Is shown the bytes of an answer as they pass, and told once how it ended. */
export interface ResponseTap {
  push(bytes: Uint8Array): void;
  /** `error` where it broke off, or was given up. */
  end(error?: unknown): void;
}

/**
 * The same answer, every byte of which is shown to `tap` when the application reads it. Giving it up gives up the answer
 * itself. Whatever `tap` throws has no effect.
 */
export function tapResponse(response: Response, tap: ResponseTap): Response {
  const { body, status, statusText, headers, url } = response;
  if (body === null) {
    quietly(() => tap.end());
    return response;
  }
  const reader = body.getReader();
  const passed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          quietly(() => tap.end());
          controller.close();
          return;
        }
        quietly(() => tap.push(value));
        controller.enqueue(value);
      } catch (error) {
        quietly(() => tap.end(error));
        controller.error(error);
      }
    },
    cancel(reason) {
      quietly(() => tap.end(reason ?? new Error("The application gave the answer up.")));
      return reader.cancel(reason);
    },
  });
  const tapped = new Response(passed, { status, statusText, headers });
  return Object.defineProperty(tapped, "url", { value: url });
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // What looks on must not disturb.
  }
}

import { createSandbox, type SandboxOptions } from "./index.js";

/** A request to a sandbox, and what came back. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every format.
  readonly json: any;
}

/** Starts a sandbox and gives a function that asks it. */
export function startSandbox(options?: SandboxOptions) {
  const sandbox = createSandbox(options);
  return async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Asked> => {
    const init = { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers };
    const response = await sandbox.fetch(new Request(`http://sandbox${path}`, init));
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
}

/** The data of a stream of events. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every format.
export function dataOf(text: string): readonly any[] {
  return text
    .split("\n\n")
    .flatMap((event) => /^data: (.*)$/m.exec(event)?.[1] ?? [])
    .filter((data) => data !== "[DONE]")
    .map((data) => JSON.parse(data));
}

/** Words of about `count` tokens. */
export function words(count: number): string {
  return Array.from({ length: count }, (_, at) => ` ${(at * 7919) % 1000}`)
    .join("")
    .trim();
}

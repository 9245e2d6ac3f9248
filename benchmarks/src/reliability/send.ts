import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";

const PATH = "/v1/chat/completions";

/** A chat of about `bytes` bytes. */
export function chat(bytes: number): string {
  const content = "the request was sent again and then it returned what we asked for ".repeat(Math.ceil(bytes / 66));
  return JSON.stringify({ model: "gpt-5.5", messages: [{ role: "user", content: content.slice(0, bytes) }] });
}

/** Begins a request and waits for the head of its answer. */
export function begin(
  url: string,
  body: string,
  agent: Agent | false = false,
): Promise<{ readonly outgoing: ClientRequest; readonly answer: IncomingMessage }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const outgoing = request(url + PATH, { method: "POST", agent, headers }, (answer) => resolve({ outgoing, answer }));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Sends a request and reads all of its answer; the status, or what failed. */
export async function ask(url: string, body: string, agent: Agent | false = false): Promise<string> {
  try {
    const { answer } = await begin(url, body, agent);
    for await (const _chunk of answer);
    return String(answer.statusCode);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
  }
}

export { Agent };

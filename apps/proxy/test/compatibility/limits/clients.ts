import { createHash } from "node:crypto";
import Anthropic from "@anthropic-ai/sdk";
import { withHeadroom } from "@headroom/sdk";
import { CohereClientV2 } from "cohere-ai";
import OpenAI from "openai";
import { expect } from "vitest";
import type { DeclareLimit } from "../coverage.js";
import { anthropic } from "../drivers/anthropic.js";
import { FUNCTION, OUTPUT, QUESTION } from "../orders.js";
import { startProxy } from "../ways.js";
import { expectShorter, expectWhole, startReceiver } from "./expect-size.js";

const source = import.meta.url;

/** Rows that have nothing in common: they get shorter only by leaving some out. */
const VARIED = JSON.stringify(
  Array.from({ length: 400 }, (_, row) => ({
    sha: createHash("sha1").update(`commit ${row}`).digest("hex"),
    tree: createHash("sha1").update(`tree ${row}`).digest("hex"),
  })),
);

export function declareClientLimits(limits: DeclareLimit): void {
  limits(
    {
      where: "OpenAI responses",
      what: "nothing is left out of a result whose call the provider holds (`previous_response_id`, `item_reference`)",
      why: "the request does not say which tool was called, and that tool may have read a file",
      instead: "send the whole input, with `store: false` if necessary; lossless forms are used in any case",
      packages: ["openai"],
      source,
    },
    async () => {
      const { url, body } = await startReceiver();
      const { responses } = withHeadroom(new OpenAI({ baseURL: `${url}/v1`, apiKey: "none" }), {
        profile: "aggressive",
      });
      const tools = [{ type: "function" as const, ...FUNCTION, strict: false }];
      const frame = { model: "gpt-5.5", tools };
      const asked = await responses.create({ ...frame, input: QUESTION });
      const [call] = asked.output;
      if (call?.type !== "function_call") throw new Error("There is no call.");
      const result = (output: string) => ({ type: "function_call_output" as const, call_id: call.call_id, output });
      const held = { ...frame, previous_response_id: asked.id };
      await responses.create({ ...held, input: [result(VARIED)] });
      await responses.create({ ...held, input: [result(OUTPUT)] });
      await responses.create({ ...frame, input: [{ role: "user", content: QUESTION }, call, result(VARIED)] });
      expectWhole(body(1), VARIED);
      expectShorter(body(2));
      expectShorter(body(3), VARIED);
    },
  );

  limits(
    {
      where: "Anthropic, `beta.messages.toolRunner()`",
      what: "requests of a message thread (its default) are sent unchanged",
      why: "they contain results without their calls, which the provider holds",
      instead: "`thread: false`",
      packages: ["@anthropic-ai/sdk"],
      source,
    },
    async () => {
      const { url, exchanges } = await startReceiver();
      const { parameters: input_schema, ...named } = FUNCTION;
      const tool = { ...named, input_schema, run: () => OUTPUT, parse: (input: unknown) => input as object };
      const messages = [{ role: "user" as const, content: QUESTION }];
      const loop = { model: "claude-sonnet-5", max_tokens: 500, tools: [tool], messages };
      const { beta } = withHeadroom(anthropic.client(url));
      // The sandbox keeps no threads.
      await expect((async () => beta.messages.toolRunner(loop))()).rejects.toBeInstanceOf(Anthropic.BadRequestError);
      await beta.messages.toolRunner({ ...loop, thread: false });
      const [threaded, whole] = exchanges.map(({ body }) => body).filter((body) => body.includes('"tool_result"'));
      expectWhole(threaded as string);
      expectShorter(whole as string);
    },
  );

  limits(
    {
      where: "Cohere",
      what: "`withHeadroom` refuses clients with a `fetcher` of their own, such as those for AWS",
      why: "such a fetcher signs the bytes it sends",
      instead: "`CohereClientV2` with a token",
      packages: ["cohere-ai"],
      source,
    },
    async () => {
      const client = new CohereClientV2({ token: "none", fetcher: (() => {}) as never });
      expect(() => withHeadroom(client)).toThrow("Wrap a CohereClientV2 without the option fetcher");
    },
  );

  limits(
    {
      where: "Batches",
      what: "conversations in batches are sent unchanged",
      why: "a batch is many requests in one body or in a file, which the dialects do not read",
      instead: "shorten them beforehand with `headroom optimize` or `@headroom/core`",
      packages: ["@anthropic-ai/sdk"],
      source,
    },
    async () => {
      const { url, body } = await startReceiver();
      const call = { type: "tool_use" as const, id: "toolu_1", name: FUNCTION.name, input: {} };
      const result = { type: "tool_result" as const, tool_use_id: call.id, content: OUTPUT };
      const params = {
        model: "claude-sonnet-5",
        max_tokens: 500,
        messages: [
          { role: "user" as const, content: QUESTION },
          { role: "assistant" as const, content: [call] },
          { role: "user" as const, content: [result] },
        ],
      };
      const requests = [{ custom_id: "1", params }];
      for (const client of [anthropic.client(await startProxy(url)), withHeadroom(anthropic.client(url))]) {
        // The sandbox runs no batches.
        await client.messages.batches.create({ requests }).catch(() => undefined);
      }
      expect([body(0), body(1)]).toEqual([JSON.stringify({ requests }), JSON.stringify({ requests })]);
    },
  );
}

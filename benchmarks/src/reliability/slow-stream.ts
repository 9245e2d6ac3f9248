import type { Outcome } from "../reliability.bench.ts";
import { startProxy } from "./proxy-process.ts";
import { begin, chat } from "./send.ts";
import { DONE, EVENT, startUpstream } from "./upstream.ts";

/** The longest wait between two events, in seconds. */
const SILENCE = 30;

/** Whether a stream that says something every 30 seconds comes to its end, however long it takes. */
export async function measureSlowStream(minutes: number): Promise<Outcome> {
  const silence = Math.min(SILENCE, minutes * 20);
  const events = Math.round((minutes * 60) / silence);
  const upstream = await startUpstream((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(EVENT);
    let sent = 1;
    const timer = setInterval(() => {
      if (++sent <= events) response.write(EVENT);
      else response.end(DONE);
    }, silence * 1000);
    response.once("close", () => clearInterval(timer));
  });
  const proxy = await startProxy(upstream.url);
  let received = "";
  try {
    const { answer } = await begin(proxy.url, chat(200));
    for await (const chunk of answer) received += chunk;
  } catch (error) {
    received += `: ${error}`;
  }
  await proxy.stop();
  upstream.close();
  const whole = received === EVENT.repeat(events) + DONE;
  const came = received.split(EVENT).length - 1;
  return {
    found: `${came} of ${events} events, ${silence.toFixed(0)} s apart, ${whole ? "and the end came" : "and no whole end"}`,
    passes: whole,
  };
}

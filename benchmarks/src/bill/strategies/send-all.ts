import { plainStrategy, type Strategy } from "./strategy.ts";

/** Sends every request as it is. The bill of the others is told in per cent of this one's. */
export const sendAll: Strategy = plainStrategy("none", () => (body) => body);

import { expect, it } from "vitest";
import { solve } from "./order-agent.js";
import { connect, connectStdio, ORDERS_COMMAND, ordersTransport, readOrders } from "./start-mcp.js";

it("an agent finds an order that was left out, by fetching it, with fewer tokens than with the whole list", async () => {
  const { order, parcel } = JSON.parse(await readOrders())[417] as { readonly order: number; readonly parcel: string };
  const whole = await solve(await connect(ordersTransport()), order);
  const wrapped = await solve(await connectStdio("--store", ":memory:", "--", ...ORDERS_COMMAND), order);
  expect([whole.answer, whole.calls]).toEqual([parcel, ["list_orders"]]);
  expect([wrapped.answer, wrapped.calls]).toEqual([parcel, ["list_orders", "headroom_retrieve"]]);
  console.info(
    `MCP agent: ${whole.inputTokens} input tokens in ${whole.requests} requests without Headroom, ` +
      `${wrapped.inputTokens} in ${wrapped.requests} with it`,
  );
  expect(wrapped.inputTokens).toBeLessThan(whole.inputTokens / 2);
});

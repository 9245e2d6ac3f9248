/** What the user says; the sandbox calls the tool for it. */
export const QUESTION = "List the orders";
/** What the user says after the answer; no tool is called for it. */
export const FOLLOW_UP = "Thank you.";

export const FUNCTION = {
  name: "list_orders",
  description: "Lists orders",
  parameters: { type: "object" as const, properties: { status: { type: "string" } }, required: ["status"] },
};

/** What the tool returns: an indented JSON array of like objects, which compresses without loss; not all is ASCII. */
export const OUTPUT = JSON.stringify(
  Array.from({ length: 900 }, (_, row) => ({
    order_id: 536_172_000 + row * 7,
    customer: `Zoë – ${(row * 37) % 101}`,
    status: row === 41 ? "failed" : "delivered",
    amount_cents: 1000 + ((row * 7919) % 5000),
  })),
  null,
  2,
);

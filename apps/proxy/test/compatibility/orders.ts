/** What the user says; the sandbox calls the tool for it. */
export const QUESTION = "List the orders";
/** What the user says where no tool is to be called. */
export const FOLLOW_UP = "Thank you.";

/** What the sandbox says when it calls no tool. */
export const ANSWER = "Hello from the sandbox: the request was understood, and no model was asked.";

export const FUNCTION = {
  name: "list_orders",
  description: "Lists orders",
  parameters: { type: "object" as const, properties: { status: { type: "string" } }, required: ["status"] },
};

/** What the tool returns: an indented JSON array of like objects, which compresses without loss; not all is ASCII. */
export const OUTPUT = JSON.stringify(
  Array.from({ length: 700 }, (_, row) => ({
    order_id: 536_172_000 + row * 7,
    customer: `Zoë – ${(row * 37) % 101}`,
    status: row === 41 ? "failed" : "delivered",
    amount_cents: 1000 + ((row * 7919) % 5000),
  })),
  null,
  2,
);

import { type Answer, type Script, scriptedAnswer } from "@headroom/proxy/sandbox";

/** What the tool of the application returns: rows of which not all can be said in a few words. */
export const TICKETS = JSON.stringify(
  Array.from({ length: 400 }, (_, row) => ({
    id: 70_000 + row * 3,
    title: `${pick(["Broken", "Slow", "Missing", "Odd", "Late"], row * 7)} ${pick(["invoice", "label", "parcel", "refund"], row * 11)} at ${pick(["Kiel", "Graz", "Bern", "Turku"], row * 5)}`,
    owner: `${pick(["mira", "jonas", "wei", "aisha", "tomás"], row * 13)}.${hash(row).slice(0, 4)}`,
    note: `${hash(row)}-${hash(row + 1000)}`,
  })),
);

/** A row in the middle that nothing sets apart. */
export const ASKED = { id: 70_000 + 237 * 3, note: `${hash(237)}-${hash(1237)}` };
export const FIRST_QUESTION = "List the tickets";
export const SECOND_QUESTION = `Say the note of number ${ASKED.id}`;

export const FUNCTION = {
  name: "list_tickets",
  description: "Lists the tickets",
  parameters: { type: "object" as const, properties: { state: { type: "string" } }, required: ["state"] },
};

/**
 * A model that answers from what it reads: the row where it stands in the prompt, what it fetches of it where it has the tool
 * and a handle, and otherwise that it cannot know.
 */
export const modelThatReads: Script = (prompt) => {
  const { turn, tools, blocks } = prompt;
  const read = blocks.map(({ text }) => text).join("\n");
  if (!read.includes(SECOND_QUESTION)) {
    return turn.kind === "results" ? said("There are 400 tickets.") : scriptedAnswer(prompt);
  }
  if (read.includes(ASKED.note)) return said(`The note is ${ASKED.note}.`);
  const tool = tools.find(({ name }) => name.endsWith("headroom_retrieve"));
  const handle = /\bheadroom_retrieve with handle ([0-9a-f]{12})/.exec(read)?.[1];
  if (tool === undefined || handle === undefined) return said("I cannot know.");
  return { text: "", calls: [{ name: tool.name, input: { handle, grep: String(ASKED.id) } }] };
};

/** A model that fetches the same again and again, until it is told that it does. */
export const modelInCircles: Script = (prompt) => {
  const blocks = prompt.blocks.filter(({ text }) => !text.includes(ASKED.note));
  const toldOff = blocks.some(({ text }) => text.includes("Read it there, or fetch another part."));
  return toldOff ? said("I went in circles.") : modelThatReads({ ...prompt, blocks });
};

/** A model that fetches whatever it is told. */
export const modelWithoutEnd: Script = ({ tools }) => ({
  text: "",
  calls: [
    { name: tools.find(({ name }) => name.endsWith("headroom_retrieve"))?.name ?? "", input: { handle: "none" } },
  ],
});

function said(text: string): Answer {
  return { text, calls: [] };
}

function pick<T>(values: readonly T[], at: number): T {
  return values[at % values.length] as T;
}

/** Eight hex digits that follow no pattern. */
function hash(seed: number): string {
  let value = (seed + 1) * 2_654_435_761;
  value = Math.imul(value ^ (value >>> 15), 2_246_822_519);
  value = Math.imul(value ^ (value >>> 13), 3_266_489_917);
  return ((value ^ (value >>> 16)) >>> 0).toString(16).padStart(8, "0");
}

/** All text of a request body that a model reads. */
export function visibleText(body: object): string {
  const texts: string[] = [];
  collect(body, texts);
  return texts.join("\n");
}

function collect(value: unknown, texts: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, texts);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const {
    content,
    text,
    system,
    messages,
    input,
    arguments: called,
    tool_calls: calls,
    function: named,
  } = value as Record<string, unknown>;
  for (const string of [content, text, system, called]) if (typeof string === "string") texts.push(string);
  if (input !== undefined) texts.push(JSON.stringify(input));
  for (const nested of [system, messages, content, calls, named]) collect(nested, texts);
}

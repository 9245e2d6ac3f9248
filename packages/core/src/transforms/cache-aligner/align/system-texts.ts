/** A message of any API: who speaks, and what is said as a text or as a list of blocks. */
export interface AlignableMessage {
  readonly role?: unknown;
  readonly content?: unknown;
}

/** Rewrites one of the texts of a content; `last` for the last one. */
export type RewriteText = (text: string, isLast: boolean) => string;

const SYSTEM_ROLES: readonly unknown[] = ["system", "developer"];

/** Whether a message is of the operator, who writes system prompts. */
export function isSystemMessage(message: AlignableMessage | null | undefined): boolean {
  return SYSTEM_ROLES.includes(message?.role);
}

/** The texts of a content, which is a string or a list of blocks with a `text`. */
export function textsOf(content: unknown): readonly string[] {
  if (typeof content === "string") return [content];
  return Array.isArray(content) ? content.flatMap((block) => textOf(block) ?? []) : [];
}

/** A content with its texts rewritten; the same reference where none of them changed. */
export function withTexts(content: unknown, rewrite: RewriteText): unknown {
  if (typeof content === "string") return rewrite(content, true);
  if (!Array.isArray(content)) return content;
  const last = content.findLastIndex((block) => textOf(block) !== undefined);
  const blocks = content.map((block: object, index) => {
    const text = textOf(block);
    const rewritten = text === undefined ? undefined : rewrite(text, index === last);
    return rewritten === text ? block : { ...block, text: rewritten };
  });
  return blocks.every((block, index) => block === content[index]) ? content : blocks;
}

function textOf(block: unknown): string | undefined {
  const { text } = (block ?? {}) as { readonly text?: unknown };
  return typeof text === "string" ? text : undefined;
}

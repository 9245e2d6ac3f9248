import { scanJson } from "../json/scan-json.js";

/**
 * The source of a JSON object without the members of these names: what a client would have written if it had not set them.
 * Everything else stays character by character. A source that is not a JSON object comes back as it is.
 *
 * @example
 * ```ts
 * import { sourceWithout } from "@headroom/core";
 *
 * sourceWithout('{"name": "ls", "cache_control": {"type": "ephemeral"}}', ["cache_control"]); // '{"name": "ls"}'
 * ```
 */
export function sourceWithout(source: string, names: readonly string[]): string {
  const members = membersOf(source);
  const kept = members.filter((member) => !names.includes(member.name));
  if (kept.length === members.length) {
    return source;
  }
  const open = source.indexOf("{") + 1;
  const close = source.lastIndexOf("}");
  if (kept.length === 0) {
    return `${source.slice(0, open)}${source.slice(close)}`;
  }
  // What stands between two members belongs to the later one; the first kept member keeps the space after the bracket.
  const first = members[0] as Member;
  const last = members.at(-1) as Member;
  const texts = kept.map((member, at) =>
    at === 0 ? source.slice(member.start, member.end) : source.slice(member.gap, member.end),
  );
  return `${source.slice(0, first.start)}${texts.join("")}${source.slice(last.end)}`;
}

interface Member {
  readonly name: string;
  /** End of the member before; where the object opens for the first one. */
  readonly gap: number;
  readonly start: number;
  readonly end: number;
}

function membersOf(source: string): readonly Member[] {
  const members: Member[] = [];
  try {
    const tree = scanJson(source);
    let gap = source.indexOf("{") + 1;
    for (let node = 1; node < tree.size; node = tree.after[node] as number) {
      const start = tree.keyStart[node] as number;
      const end = tree.end[node] as number;
      if (start < 0) {
        return [];
      }
      members.push({ name: JSON.parse(source.slice(start, tree.keyEnd[node])) as string, gap, start, end });
      gap = end;
    }
  } catch {
    return [];
  }
  return members;
}

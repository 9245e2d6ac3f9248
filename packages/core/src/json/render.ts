import { CharCode } from "./char-codes.js";
import type { ContainerLayout, Layout } from "./layout.js";
import { stringEnd } from "./scan-token.js";

/** Longest text that is rendered, in UTF-16 units. */
const MAX_LENGTH = 1 << 27;

/**
 * A JSON text without white space, laid out. Strings and numbers are copied as they stand.
 *
 * @throws SyntaxError when brackets or strings do not close.
 * @throws RangeError when the result would be longer than `maxLength` characters.
 * @example
 * render('{"a":[1,2]}', spacedLayout); // '{"a": [1, 2]}'
 */
export function render(json: string, layout: Layout, maxLength: number = MAX_LENGTH): string {
  const { array, object, colon, newline, indent, base } = layout;
  const lines: string[] = [];
  const line = (level: number): string => (lines[level] ??= newline + base + indent.repeat(level));
  const open: ContainerLayout[] = [];
  let level = 0;
  let out = "";
  let run = 0;
  let i = 0;
  while (i < json.length) {
    if (out.length > maxLength) throw tooLong(maxLength);
    const code = json.charCodeAt(i);
    let gap: string | undefined;
    switch (code) {
      case CharCode.quote:
        i = stringEnd(json, i);
        if (i < 0) throw new SyntaxError("Cannot lay out: a string does not close.");
        continue;
      case CharCode.openArray:
      case CharCode.openObject: {
        const style = code === CharCode.openArray ? array : object;
        const next = json.charCodeAt(i + 1);
        if (next === CharCode.closeArray || next === CharCode.closeObject) {
          out += json.slice(run, i + 1) + style.empty;
          run = i + 1;
          i += 2;
          continue;
        }
        open.push(style);
        gap = style.block ? line(++level) : style.pad;
        i++;
        break;
      }
      case CharCode.closeArray:
      case CharCode.closeObject: {
        const style = open.pop();
        if (style === undefined) throw new SyntaxError("Cannot lay out: a bracket closes that was never opened.");
        out += json.slice(run, i) + (style.block ? line(--level) : style.pad);
        run = i++;
        continue;
      }
      case CharCode.comma: {
        const style = open.at(-1);
        out += json.slice(run, i);
        run = ++i;
        gap = style === undefined ? "," : style.block ? style.comma + line(level) : style.comma;
        break;
      }
      case CharCode.colon:
        out += json.slice(run, i);
        run = ++i;
        gap = colon;
        break;
      default:
        i++;
        continue;
    }
    out += json.slice(run, i) + gap;
    run = i;
  }
  if (open.length > 0) throw new SyntaxError("Cannot lay out: a bracket does not close.");
  out += json.slice(run);
  if (out.length > maxLength) throw tooLong(maxLength);
  return out;
}

function tooLong(maxLength: number): RangeError {
  return new RangeError(`The laid out text is longer than ${maxLength} characters.`);
}

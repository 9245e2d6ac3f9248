/**
 * The only globals outside ECMAScript that core may use. Every runtime it supports has them: Node, Bun, Deno, edge
 * workers and browsers. Core is compiled without the types of Node and of the DOM, so anything else fails to compile.
 */

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}
declare const TextEncoder: { new (): TextEncoder };

interface TextDecoder {
  decode(input?: Uint8Array, options?: { readonly stream?: boolean }): string;
}
declare const TextDecoder: {
  new (label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean }): TextDecoder;
};

/** Passed on to `fetch` and to clients of providers; nothing here makes one. */
interface AbortSignal {
  readonly aborted: boolean;
}

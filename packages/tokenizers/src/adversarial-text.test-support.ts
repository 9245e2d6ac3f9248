import fc from "fast-check";

/**
 * Fragments on which tokenizers are known to disagree: every class the patterns tell apart in every UTF-8 width,
 * white space that JavaScript and Unicode see differently, contractions, runs of newlines and slashes, surrogates, and
 * text that looks like a special token.
 */
const FRAGMENTS: readonly string[] = [
  ..."aezAZ015 \t\n\r'/!\"-_<|>=.,",
  ..."éßÀÉ\u01c5\u01c8\u1f88\u02b0\u3005ªº中한アกא",
  ..."\u017f\u212a\u0130\u0131",
  ..."\u0301\u093f\u0903\u20dd\ufe0f\u200d\u200b",
  ..."٣५๓½²Ⅷ一",
  ..."\u0085\u00a0\u1680\u2028\u2029\u202f\u3000\ufeff\u180e\u000b\u000c\u001c\u0000\u007f",
  ..."€…“”\ufffd\uffff\ue000",
  ..."𝒜𝓃𐐀𐐨𝟘🂡🦄👍🏽𠀀𑀅𑁆\u{1d165}\u{e0101}\u{10ffff}",
  "\ud800",
  "\udc00",
  "\udbff",
  "'s",
  "'S",
  "'\u017f",
  "'t",
  "'re",
  "'VE",
  "'Ll",
  "'lL",
  "'d",
  "'m",
  "'L",
  "'r",
  "\r\n",
  "\n\n\n",
  "   ",
  "//",
  "/\n/",
  "\t\t",
  " \u0301",
  "the",
  " The",
  "HTML",
  "camelCase",
  "123456",
  "<|endoftext|>",
  "<|fim_prefix|>",
  "<|endofprompt|>",
  "<|im_start|>",
  "hasOwnProperty",
  "__proto__",
  "constructor",
];

/** Short texts made of the fragments above. */
export const adversarialText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 24 })
  .map((fragments) => fragments.join(""));

/** Texts of any code points, assigned or not. */
export const anyText: fc.Arbitrary<string> = fc.string({ unit: "binary", maxLength: 40 });

/** Gives whole numbers from 0 to below `below`. */
type Random = (below: number) => number;

/** Texts that look like what tools and people send, of about `length` UTF-16 units each, the same on every run. */
export function generatedTexts(length: number): ReadonlyMap<string, string> {
  const random = seededRandom(20_261_123);
  const kinds: readonly (readonly [name: string, part: (random: Random) => string])[] = [
    ["prose", sentence],
    ["code", codeLine],
    ["logs", logLine],
    ["base64", (random) => characters(random, 76, BASE64)],
    [
      "hexadecimal",
      (random) => `${characters(random, pick(random, [8, 16, 40, 64]), HEXADECIMAL)}${pick(random, [" ", "\n", "-"])}`,
    ],
    ["CJK and emoji", foreignPhrase],
  ];
  const texts = new Map(kinds.map(([name, part]) => [name, fill(length, () => part(random))]));
  const records = Array.from({ length: Math.ceil(length / 400) }, () => record(random));
  texts.set("JSON, pretty", JSON.stringify(records, null, 2).slice(0, length));
  texts.set("JSON, minified", JSON.stringify(records).slice(0, length));
  const share = Math.ceil(length / texts.size);
  texts.set("mixed", [...texts.values()].map((text) => text.slice(0, share)).join("\n"));
  return texts;
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEXADECIMAL = "0123456789abcdef";
const ONSETS = "b c d f g h k l m n p r s t v w br ch cl cr dr fl gr pl pr sh sl sp st str th tr".split(" ");
const VOWELS = "a e i o u ai ea ee ie io oo ou".split(" ");
const ENDINGS = ["", "n", "r", "s", "ing", "ed", "tion", "ly"];
const COMMON_WORDS = (
  "the of and to in is you that it was for on are as with they at be this have from or one had by but not what all " +
  "were we when your can said there use an each which she do how their if will up other about out many then them " +
  "these so some would make like him into time has look two more write go see number no way could people my than " +
  "first water been call who now find long down day did get come made may part over new take only little work know " +
  "request response server client token index value config update error result handler context message process"
).split(" ");
const FOREIGN_PHRASES = [
  ..."今日は|天气|很好。|한국어 |🙂|👍🏽|ภาษาไทย|हिन्दी |これ|東京|数据|処理|します|、|时间|我们的|可以|사용자 ".split(
    "|",
  ),
  ..."Привет |مرحبا |naïve |Straße |\n".split("|"),
];

function seededRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T;
}

function fill(length: number, part: () => string): string {
  let text = "";
  while (text.length < length) text += part();
  return text.slice(0, length);
}

function characters(random: Random, length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(random(alphabet.length))).join("");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function rareWord(random: Random): string {
  const syllables = Array.from({ length: 1 + random(3) }, () => pick(random, ONSETS) + pick(random, VOWELS));
  return syllables.join("") + pick(random, ENDINGS);
}

function word(random: Random): string {
  return random(6) > 0 ? pick(random, COMMON_WORDS) : rareWord(random);
}

function camelCase(random: Random): string {
  return word(random) + capital(word(random));
}

function sentence(random: Random): string {
  const words = Array.from({ length: 5 + random(14) }, () => word(random)).join(" ");
  return (
    capital(words) + pick(random, [". ", `, said ${capital(rareWord(random))}. `, "? It's ", "; we don't. ", ".\n\n"])
  );
}

function codeLine(random: Random): string {
  const indent = "  ".repeat(random(4));
  return pick(random, [
    () =>
      `${indent}const ${camelCase(random)} = await ${camelCase(random)}.${word(random)}({ ${word(random)}: ${random(900)} });\n`,
    () =>
      `${indent}if (${camelCase(random)} !== undefined && ${word(random)}.length > ${random(40)}) return ${word(random)};\n`,
    () => `${indent}// ${sentence(random).trim()}\n`,
    () => `${indent}def ${word(random)}_${word(random)}(self, ${word(random)}: str = "${word(random)}") -> None:\n`,
    () => `import { ${camelCase(random)} } from "./${word(random)}-${word(random)}.js";\n`,
  ])();
}

function logLine(random: Random): string {
  const time = `2026-11-${10 + random(19)}T${10 + random(14)}:${10 + random(50)}:${10 + random(50)}.${100 + random(899)}Z`;
  const level = pick(random, ["INFO", "WARN", "ERROR", "DEBUG"]);
  const path = `/api/v${1 + random(3)}/${word(random)}/${random(1_000_000)}`;
  const trace = characters(random, 16, HEXADECIMAL);
  return `${time} ${level} [${word(random)}-${random(20)}] GET ${path} status=${pick(random, [200, 404, 500])} took=${random(3_000)}ms trace=${trace}\n`;
}

function record(random: Random): unknown {
  return {
    id: random(1_000_000_000),
    uuid: [8, 4, 4, 12].map((length) => characters(random, length, HEXADECIMAL)).join("-"),
    name: `${capital(rareWord(random))} ${capital(rareWord(random))}`,
    email: `${rareWord(random)}@example.com`,
    created_at: `2026-0${1 + random(9)}-${10 + random(19)}T${10 + random(14)}:${10 + random(50)}:00.${random(999)}Z`,
    active: random(2) === 1,
    score: random(1_000_000) / 1_000,
    tags: [word(random), rareWord(random)],
    owner: {
      login: rareWord(random),
      url: `https://api.example.com/users/${rareWord(random)}/repos?page=${random(99)}`,
    },
    description: sentence(random).trim(),
    parent: null,
  };
}

function foreignPhrase(random: Random): string {
  return pick(random, FOREIGN_PHRASES) + (random(3) > 0 ? "" : String.fromCodePoint(0x4e00 + random(3_000)));
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { wordVectorModel } from "./write-onnx.js";

const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/** Writes a model for transformers.js that knows a few words: a tokenizer, a configuration, and the vectors of the words. */
export async function writeModel(folder: string, words: Readonly<Record<string, readonly number[]>>): Promise<void> {
  const width = Object.values(words)[0]?.length ?? 0;
  const tokens = [...SPECIAL, ...Object.keys(words)];
  const vectors = tokens.map((token) => words[token] ?? Array.from({ length: width }, () => 0));
  const special = SPECIAL.map((content, id) => ({
    ...{ id, content, special: true },
    ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
  }));
  const tokenizer = {
    version: "1.0",
    added_tokens: special,
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: null,
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      ...{ type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100 },
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
    },
  };
  const settings = {
    ...{ tokenizer_class: "BertTokenizer", model_max_length: 64, pad_token: "[PAD]", unk_token: "[UNK]" },
    ...{ cls_token: "[CLS]", sep_token: "[SEP]", mask_token: "[MASK]" },
  };
  const config = { model_type: "bert", architectures: ["BertModel"], hidden_size: width, vocab_size: tokens.length };
  await mkdir(join(folder, "onnx"), { recursive: true });
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  await writeFile(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  await writeFile(join(folder, "tokenizer_config.json"), JSON.stringify(settings));
  await writeFile(join(folder, "onnx", "model.onnx"), wordVectorModel(vectors));
}

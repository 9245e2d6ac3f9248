/** Writes the fields of protocol buffers that a small ONNX model needs. */
type Field = Uint8Array;

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

const number = (field: number, value: number): Field => Uint8Array.from([...varint(field * 8), ...varint(value)]);

function bytes(field: number, value: Uint8Array): Field {
  return Uint8Array.from([...varint(field * 8 + 2), ...varint(value.length), ...value]);
}

const text = (field: number, value: string): Field => bytes(field, new TextEncoder().encode(value));
const message = (field: number, ...fields: readonly Field[]): Field =>
  bytes(field, Uint8Array.from(fields.flatMap((each) => [...each])));

const FLOAT = 1;
const INT64 = 7;

/** A tensor of the graph's interface: its name, its type, and the names of its dimensions. */
function valueInfo(field: number, name: string, type: number, dimensions: readonly string[]): Field {
  const shape = message(2, ...dimensions.map((dimension) => message(1, text(2, dimension))));
  return message(field, text(1, name), message(2, message(1, number(1, type), shape)));
}

/** A model that looks up the vector of each word: `input_ids` in, `last_hidden_state` out. */
export function wordVectorModel(vectors: readonly (readonly number[])[]): Uint8Array {
  const width = vectors[0]?.length ?? 0;
  const raw = new Uint8Array(new Float32Array(vectors.flat()).buffer);
  const table = message(
    5,
    number(1, vectors.length),
    number(1, width),
    number(2, FLOAT),
    text(8, "table"),
    bytes(9, raw),
  );
  const lookUp = message(1, text(1, "table"), text(1, "input_ids"), text(2, "last_hidden_state"), text(4, "Gather"));
  const graph = message(
    7,
    lookUp,
    text(2, "words"),
    table,
    valueInfo(11, "input_ids", INT64, ["batch", "words"]),
    valueInfo(12, "last_hidden_state", FLOAT, ["batch", "words", "width"]),
  );
  const model = [number(1, 8), message(8, number(2, 13)), graph];
  return Uint8Array.from(model.flatMap((each) => [...each]));
}

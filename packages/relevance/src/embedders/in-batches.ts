/** Embeds texts in batches of at most `most`, one after the other. */
export async function inBatches<Vector>(
  texts: readonly string[],
  most: number,
  embed: (batch: string[]) => PromiseLike<readonly Vector[]>,
): Promise<readonly Vector[]> {
  const vectors: Vector[] = [];
  for (let at = 0; at < texts.length; at += most) {
    const batch = texts.slice(at, at + most);
    const got = await embed(batch);
    if (got.length !== batch.length)
      throw new RangeError(`${batch.length} texts were given and ${got.length} vectors came.`);
    vectors.push(...got);
  }
  return vectors;
}

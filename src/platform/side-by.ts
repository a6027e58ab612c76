/** A few at a time, answers in order. */
export async function sideBy<T, R>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = new Array(items.length)
  let next = 0
  const walk = async () => {
    for (let at = next++; at < items.length; at = next++) answers[at] = await work(items[at] as T)
  }
  await Promise.all(Array.from({ length: width }, walk))
  return answers
}

/** Asks at most once in `ms`: who comes meanwhile is given the same answer, also one that is still on its way. */
export function keptFor<T>(
  ms: number,
  ask: () => Promise<T>,
  now = () => performance.now(),
): () => Promise<T> {
  let kept: { answer: Promise<T>; until: number } | null = null
  return () => {
    if (kept && now() < kept.until) return kept.answer
    const mine = { answer: ask(), until: Number.POSITIVE_INFINITY }
    kept = mine
    const age = () => {
      mine.until = now() + ms
    }
    mine.answer.then(age, age)
    return mine.answer
  }
}

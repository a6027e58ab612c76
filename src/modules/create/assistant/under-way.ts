import type { Context } from '../../../app/context.ts'

type Answers = { open: Set<AbortController>; isStopping: boolean }

/** Of each house, the answers that are still coming. */
const houses = new WeakMap<Context, Answers>()

function answersOf(ctx: Context): Answers {
  const answers = houses.get(ctx) ?? { open: new Set(), isStopping: false }
  houses.set(ctx, answers)
  return answers
}

/** Notes an answer that is coming; call what comes back when it is there. */
export function begun(ctx: Context, answer: AbortController): () => void {
  const { open, isStopping } = answersOf(ctx)
  open.add(answer)
  // Let in before the house began to stop, and ready only now.
  if (isStopping) answer.abort()
  return () => void open.delete(answer)
}

/** A model may take minutes, and a stop does not wait for it: what has come is told and put down, and no more is asked. */
export function stopAnswers(ctx: Context): void {
  const answers = answersOf(ctx)
  answers.isStopping = true
  for (const answer of answers.open) answer.abort()
}

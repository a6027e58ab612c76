/** What becomes of a post at the dispatcher. */
import { dispatch, rowOf } from '../../../../test/factories/delivery.ts'
import { keyed, nine, w } from '../../../../test/factories/publishing.ts'
import { deliveriesOf } from '../posts/samples.ts'

export const atNine = { kind: 'at', at: '2030-01-01T09:00:00Z' } as const

export async function outcome(postId: string) {
  w.clock.to(nine)
  await dispatch(w)
  await dispatch(w)
  const [delivery] = await deliveriesOf(w, postId)
  const row = delivery && (await rowOf(w.ctx, delivery.id))
  return { state: row?.state, code: row?.failureCode, sent: keyed.posts().map(({ text }) => text) }
}
export const missed = { state: 'missed', code: 'not_approved', sent: [] }
export const published = { state: 'published', code: null }

import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { factsOf, findTold, type Told } from '../deliveries/index.ts'
import { callHooks } from '../hooks/index.ts'
import { notifyAll, resolveDelivered, type Trouble, type TroubleCode } from '../notifications/index.ts'
import { findHands, type Giving, insertHandovers } from './queries.ts'

/** Puts deliveries into people's hands, in the transaction that says so, and tells those who look after the channel. */
export async function giveToPeople(tx: Tx, ctx: Context, given: readonly Giving[]): Promise<void> {
  if (given.length === 0) return
  await insertHandovers(tx, given, ctx.clock.now())
  const told = await findTold(
    tx,
    given.map(({ id }) => id),
  )
  const troubles = await troublesOf(
    tx,
    told.map((one) => ({ ...one, takenBy: null })),
  )
  // That it was taken out of their hands before is over: told beside this, it would say the contrary.
  await resolveDelivered(
    tx,
    told.map(({ id, workspaceId }) => ({ workspaceId, deliveryId: id })),
  )
  // Who takes it up by themselves need not be told; programs that listen are.
  const taken = new Set(given.flatMap(({ id, takenBy }) => (takenBy === null ? [] : [id])))
  await notifyAll(
    tx,
    ctx,
    troubles.filter(({ subject }) => !taken.has(subject.id)),
  )
  await callHooks(
    tx,
    ctx,
    troubles
      .filter(({ subject }) => taken.has(subject.id))
      .map(({ workspaceId, kind, subject, facts }) => ({
        workspaceId,
        event: kind,
        data: { subject, count: 1, ...facts },
      })),
  )
}

type Telling = Told & {
  /** What is told; that it is to be put there, if nothing is said. */
  kind?: 'delivery.handed' | 'delivery.overdue' | 'delivery.recalled'
  trouble?: TroubleCode
  toAll?: boolean
}

/**
 * Whoever has it in their hands is told; else those who look after the channel, as long as they may publish there; else, and
 * when it is late for the second time, all who may.
 */
export async function troublesOf(tx: Tx, told: readonly Telling[]): Promise<Trouble[]> {
  const hands = await findHands(tx, told)
  return told.map((one) => {
    const there = hands.filter(({ channelId }) => channelId === one.channelId)
    const holder = there.filter(({ userId }) => userId === one.takenBy)
    const chosen = there.filter(({ chosen }) => chosen)
    const asked = one.toAll ? [] : holder.length > 0 ? holder : chosen
    return {
      workspaceId: one.workspaceId,
      kind: one.kind ?? ('delivery.handed' as const),
      subject: { kind: 'delivery', id: one.id },
      forPeople: asked.length > 0 ? asked.map(({ userId }) => userId) : null,
      facts: factsOf(one, one.trouble),
    }
  })
}

/** A person who makes series, and what becomes of them. */
import { randomUUID } from 'node:crypto'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { PostSeed } from '../posts/contract.ts'
import { join, newsroom } from '../posts/samples.ts'
import { SeriesBody } from './contract.ts'
import { askForDue } from './make.ts'
import { addSeries } from './service.ts'

export async function personIn(w: World): Promise<Actor> {
  const id = randomUUID()
  await w.ctx.db
    .insertInto('users')
    .values({ id, name: 'Ed', email: `${id}@example.org` })
    .execute()
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: w.workspaceId, userId: id, role: 'editor' })
    .execute()
  return { ...w.actor('editor'), kind: 'person', id }
}

export async function desk(at = '2030-03-25T08:00:00Z') {
  const w = await newsroom({ at })
  const channelId = await join(w)
  const actor = await personIn(w)
  const seed = (text: string) => PostSeed.parse({ content: { parts: [{ text }] }, variants: [{ channelId }] })
  const add = async (more: object) => {
    const body = SeriesBody.parse({
      ...{ name: 'Tip', rule: 'FREQ=WEEKLY;BYDAY=TU', startsAt: '2030-03-26T09:00', zone: 'Europe/Riga' },
      ...{ publish: 'scheduled', horizonDays: 14, items: [{ post: seed('Tip') }], ...more },
    })
    const made = await addSeries(w.ctx, actor, body)
    await w.runJobs()
    return { id: made.id, body }
  }
  const posts = async () =>
    w.ctx.db
      .selectFrom('posts')
      .select(['id', 'wishAt', 'stage', 'content', 'version'])
      .where('workspaceId', '=', w.workspaceId)
      .where('deletedAt', 'is', null)
      .orderBy('wishAt')
      .execute()
  const texts = async () =>
    (await posts()).map(({ content }) => (content as { parts: { text: string }[] }).parts[0]?.text)
  return { w, actor, channelId, seed, add, posts, texts }
}

export async function makeDue(w: World): Promise<void> {
  await askForDue(w.ctx)
  await w.runJobs()
}

export const notices = (w: World) =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'forPeople', 'facts', 'count', 'resolvedAt'])
    .where('workspaceId', '=', w.workspaceId)
    .orderBy('id')
    .execute()

export const slotsOf = (w: World, all: readonly (readonly [string, number, string])[]) =>
  w.ctx.db
    .insertInto('slots')
    .values(
      all.map(([channelId, weekday, atTime]) => ({ workspaceId: w.workspaceId, channelId, weekday, atTime })),
    )
    .execute()

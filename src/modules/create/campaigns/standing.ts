import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, isSeenGoal, isSeenPost, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { CampaignStanding } from './contract.ts'

const toCome = ['scheduled', 'claimed', 'sending', 'sent', 'waiting', 'handed']
const trouble = ['failed', 'in_doubt', 'missed']

/** How far a campaign is, by what the viewer sees of it. */
export async function findStanding(db: Db, viewer: Viewer, id: string): Promise<CampaignStanding> {
  const [written, sent, planned, goals] = await Promise.all([
    countWritten(db, viewer, id),
    countSent(db, viewer, id),
    countPlanned(db, viewer, id),
    findGoals(db, viewer, id),
  ])
  return { ...written, ...sent, planned, goals }
}

async function countWritten(db: Db, viewer: Viewer, id: string) {
  const sight = sightOf(viewer)
  const row = await db
    .selectFrom('posts')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('stage', '=', 'draft').as('drafts'),
      fn.countAll<number>().filterWhere('stage', '=', 'proposed').as('proposed'),
    ])
    .where('workspaceId', '=', viewer.workspaceId)
    .where('campaignId', '=', id)
    .where('deletedAt', 'is', null)
    .$if(sight !== null, (query) => query.where(isSeenPost(sight, 'posts')))
    .executeTakeFirstOrThrow()
  return { drafts: Number(row.drafts), proposed: Number(row.proposed) }
}

async function countSent(db: Db, viewer: Viewer, id: string) {
  const sight = sightOf(viewer)
  const row = await db
    .selectFrom('posts as p')
    .innerJoin('deliveries as d', (join) =>
      join.onRef('d.postId', '=', 'p.id').on('d.workspaceId', '=', viewer.workspaceId),
    )
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('d.state', 'in', toCome).as('toCome'),
      fn.countAll<number>().filterWhere('d.state', '=', 'published').as('out'),
      fn.countAll<number>().filterWhere('d.state', 'in', trouble).as('trouble'),
      fn.min('d.dueAt').filterWhere('d.state', 'in', toCome).as('nextAt'),
      fn.min('d.publishedAt').as('firstOutAt'),
      fn.max('d.publishedAt').as('lastOutAt'),
    ])
    .where('p.workspaceId', '=', viewer.workspaceId)
    .where('p.campaignId', '=', id)
    .where('p.deletedAt', 'is', null)
    .$if(sight !== null, (query) => query.where(isIn(sight, 'd.channelId')))
    .executeTakeFirstOrThrow()
  const at = (moment: Date | null) => (moment ? new Date(moment).toISOString() : null)
  return {
    toCome: Number(row.toCome),
    out: Number(row.out),
    trouble: Number(row.trouble),
    nextAt: at(row.nextAt),
    firstOutAt: at(row.firstOutAt),
    lastOutAt: at(row.lastOutAt),
  }
}

async function countPlanned(db: Db, viewer: Viewer, id: string): Promise<number> {
  const sight = sightOf(viewer)
  const row = await db
    .selectFrom('plannedPosts')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspaceId', '=', viewer.workspaceId)
    .where('campaignId', '=', id)
    .where('postId', 'is', null)
    .$if(sight !== null, (query) => query.where(isIn(sight, 'channelId')))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

async function findGoals(db: Db, viewer: Viewer, id: string): Promise<string[]> {
  const sight = sightOf(viewer)
  const rows = await db
    .selectFrom('goals')
    .select('id')
    .where('workspaceId', '=', viewer.workspaceId)
    .where('scopeKind', '=', 'campaign')
    .where('scopeId', '=', id)
    .where('archivedAt', 'is', null)
    .$if(sight !== null, (query) => query.where(isSeenGoal(sight, 'goals')))
    .orderBy('deadline')
    .limit(10)
    .execute()
  return rows.map((row) => row.id)
}

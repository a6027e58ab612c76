import type { Actor } from '../../../app/actor.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { type Imported, type TableBody, windowDays } from './contract.ts'
import { keepPosts } from './due.ts'
import { competitorError } from './errors.ts'
import { findZone, noteReadBack, type ProfileRow, writeDays } from './queries.ts'
import { mustLockProfile, tell } from './service.ts'
import { type ReadTable, readTable } from './table.ts'

const oldest = windowDays * 86_400_000

/** Takes a table over: all of it or nothing. What was read from the network stays as the network told it. */
export async function importTable(
  ctx: Context,
  actor: Actor,
  id: string,
  { kind, csv, dryRun }: TableBody,
): Promise<Imported> {
  const now = ctx.clock.now()
  const zone = await findZone(ctx.db, actor.workspaceId)
  const read = readTable(kind, csv, { now, zone })
  return ctx.db.transaction().execute(async (tx) => {
    const profile = await mustLockProfile(tx, actor, id)
    // Posts that are read and posts that are brought would count twice.
    if (kind === 'posts' && profile.isRead) throw competitorError('posts_are_read')
    const nothing = { rows: read.rows, added: 0, changed: 0, skipped: 0, faults: read.faults }
    if (read.faults.length > 0) return nothing
    if (dryRun)
      return { ...nothing, added: read.days.length + youngOf(read, now).length, skipped: oldOf(read, now) }
    const done =
      kind === 'days'
        ? await takeDays(tx, actor, profile, read, now)
        : await takePosts(tx, actor, profile, read, now)
    await tell(tx, ctx, actor, 'competitor.imported', profile.competitorId, {
      after: { handle: profile.handle, kind, added: done.added, changed: done.changed },
    })
    return { ...nothing, ...done }
  })
}

async function takeDays(tx: Tx, { workspaceId }: Actor, { id }: ProfileRow, { days }: ReadTable, at: Date) {
  const { added, changed } = await writeDays(tx, workspaceId, id, days, { source: 'import', at })
  return { added, changed, skipped: days.length - added - changed }
}

/** What lies before every window is not kept; that nothing else was there since the first line is taken from the table. */
async function takePosts(tx: Tx, { workspaceId }: Actor, { id }: ProfileRow, read: ReadTable, at: Date) {
  const posts = youngOf(read, at)
  const done = await keepPosts(tx, { workspaceId, id }, posts, { source: 'import', at })
  const first = read.posts.map(({ publishedAt }) => publishedAt.getTime())
  if (first.length > 0) await noteReadBack(tx, workspaceId, id, new Date(Math.min(...first)), at)
  return { ...done, skipped: oldOf(read, at) }
}

const youngOf = ({ posts }: ReadTable, now: Date) =>
  posts.filter(({ publishedAt }) => publishedAt.getTime() >= now.getTime() - oldest)

const oldOf = (read: ReadTable, now: Date): number => read.posts.length - youngOf(read, now).length

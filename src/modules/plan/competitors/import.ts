import type { Actor } from '../../../app/actor.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { dayOf, resolveCivil } from '../../../platform/civil.ts'
import { addDays } from '../../measure/numbers/index.ts'
import { type Imported, type TableBody, windowDays } from './contract.ts'
import { writeDays } from './day-queries.ts'
import { keepPosts } from './due.ts'
import { competitorError } from './errors.ts'
import { findZone, noteKnown, type ProfileRow } from './queries.ts'
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
        : await takePosts(tx, actor, profile, read, { now, zone })
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

/**
 * What lies before every window is not kept. That nothing else was there from the first line until the end of the day of the
 * last is taken from the table, whenever it is brought: of what came after it says nothing.
 */
async function takePosts(
  tx: Tx,
  { workspaceId }: Actor,
  { id }: ProfileRow,
  read: ReadTable,
  { now: at, zone }: { now: Date; zone: string },
) {
  const posts = youngOf(read, at)
  const done = await keepPosts(tx, { workspaceId, id }, posts, { source: 'import', at })
  const [first, last] = endsOf(read)
  if (first && last) {
    const dayEnds = resolveCivil(`${addDays(dayOf(last, zone), 1)}T00:00`, zone).at
    await noteKnown(tx, workspaceId, id, { from: first, to: dayEnds < at ? dayEnds : at, at })
  }
  return { ...done, skipped: oldOf(read, at) }
}

function endsOf({ posts }: ReadTable): [first: Date, last: Date] | [] {
  const [one, ...more] = posts.map(({ publishedAt }) => publishedAt).sort((a, b) => a.getTime() - b.getTime())
  return one ? [one, more.at(-1) ?? one] : []
}

const youngOf = ({ posts }: ReadTable, now: Date) =>
  posts.filter(({ publishedAt }) => publishedAt.getTime() >= now.getTime() - oldest)

const oldOf = (read: ReadTable, now: Date): number => read.posts.length - youngOf(read, now).length

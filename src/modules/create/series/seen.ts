import type { Actor } from '../../../app/actor.ts'
import { isWithin, type Reach, sightOf } from '../../../app/channel-roles.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { seriesError } from './errors.ts'
import { channelsOf } from './one.ts'
import * as queries from './queries.ts'

type Stored = queries.StoredSeries

/** A series is one rule for all of its channels: it is seen by who sees each of them. */
const isSeen = (sight: Reach, series: Stored): boolean =>
  channelsOf(series).every((id) => isWithin(sight, id))

export async function seenSeries(db: Db, actor: Actor, id: string): Promise<Stored> {
  const found = await queries.findSeries(db, actor.workspaceId, id)
  if (!found || !isSeen(sightOf(actor), found)) throw seriesError('not_found')
  return found
}

/** One that they may change: on every channel to which it goes. */
export async function writableSeries(db: Db, actor: Actor, id: string): Promise<Stored> {
  const found = await seenSeries(db, actor, id)
  await refuseBeyond(db, actor, 'post.write', channelsOf(found))
  return found
}

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Turn, TurnList } from '../../../modules/create/series/plain/turns.ts'
import { PlannedList, type PlannedPost } from '../../../modules/plan/planned-posts/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import type { Day } from '../../kit/days.ts'
import { type Civil, toCivil } from '../../kit/zone.ts'
import type { Placed } from './placed.ts'

/** What is not there yet, on the wall: its day and time in the workspace's zone, wherever its channel lives. */
type Place = { key: string; civil: Civil; day: Day }
/** A planned post that waits to be written, or a time of a series whose post is still to be made. */
export type PlannedGhost = Place & { planned: PlannedPost; coming?: never }
export type ComingGhost = Place & { coming: Turn; planned?: never }
export type Ghost = PlannedGhost | ComingGhost

/** What stands on a day: a post, or the place of one that waits to be written. */
export type Shown = { key: string; civil: Civil; day: Day } & ({ entry: Placed } | { ghost: Ghost })

export const ghostOf = (planned: PlannedPost, zone: string): PlannedGhost => {
  const civil = toCivil(planned.at, zone)
  return { key: `planned ${planned.id}`, civil, day: civil.slice(0, 10), planned }
}

const comingOf = (coming: Turn, zone: string): ComingGhost => {
  const civil = toCivil(coming.at, zone)
  return { key: `coming ${coming.seriesId} ${coming.civil}`, civil, day: civil.slice(0, 10), coming }
}

/** Posts and ghosts in the order of their times; of one time posts come first. */
export function together(entries: readonly Placed[], ghosts: readonly Ghost[]): Shown[] {
  const all: Shown[] = [
    ...entries.map((entry) => ({ key: entry.key, civil: entry.civil, day: entry.day, entry })),
    ...ghosts.map((ghost) => ({ key: ghost.key, civil: ghost.civil, day: ghost.day, ghost })),
  ]
  return all.sort((a, b) =>
    a.civil < b.civil ? -1 : a.civil > b.civil ? 1 : Number('ghost' in a) - Number('ghost' in b),
  )
}

export const shownByDay = (shown: readonly Shown[]): ReadonlyMap<Day, Shown[]> =>
  Map.groupBy(shown, ({ day }) => day)

type Search = {
  channels?: string | undefined
  states?: string | undefined
  categories?: string | undefined
  campaign?: string | undefined
  q?: string | undefined
}

const isAmong = (list: string | undefined, value: string): boolean =>
  !list || list.split(',').filter(Boolean).includes(value)

/** Who looks for words or states looks for posts: a place that waits has neither. */
export function isWanted(
  { planned, coming }: Ghost,
  { channels, states, categories, campaign, q }: Search,
): boolean {
  if (q || states) return false
  // What a post of a series is for is known when it is made.
  if (!planned) return !categories && !campaign && coming.channelIds.some((id) => isAmong(channels, id))
  return (
    isAmong(channels, planned.channelId) &&
    isAmong(categories, planned.category) &&
    (!campaign || planned.campaignId === campaign)
  )
}

/** The planned posts between two instants that are still to come and pass the filters. */
export function useGhosts(from: string, to: string, search: Search): Ghost[] {
  const { timeZone } = useWorkspace()
  const { data } = useQuery(
    ask({
      topic: 'plan',
      also: ['posts', 'channels'],
      path: '/planned-posts',
      query: { from, to, limit: 2000 },
      schema: PlannedList,
    }),
  )
  const series = useQuery(
    ask({
      topic: 'series',
      also: ['channels'],
      path: '/series/coming',
      query: { from, to },
      schema: TurnList,
    }),
  )
  return useMemo(() => {
    const now = new Date().toISOString()
    const planned = (data?.items ?? []).filter(({ at }) => at >= now)
    return [
      ...planned.map((one) => ghostOf(one, timeZone)),
      ...(series.data?.items ?? []).map((one) => comingOf(one, timeZone)),
    ].filter((ghost) => isWanted(ghost, search))
  }, [data, series.data, timeZone, search])
}

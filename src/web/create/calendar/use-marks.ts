import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Note, NoteList } from '../../../modules/create/calendar-notes/contract.ts'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import { Gaps, Holidays } from '../../../modules/plan/calendar-days/contract.ts'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { addDays, type Day } from '../../kit/days.ts'
import { useLanguage } from '../../kit/language.ts'
import type { Colour } from './band.tsx'
import { calendarPage } from './routes.tsx'
import type { Window } from './use-calendar.ts'

export const marks = ['campaigns', 'notes', 'holidays', 'gaps'] as const
export type MarkKind = (typeof marks)[number]

/** Something that lies over some days. */
export type Band = {
  key: string
  from: Day
  to: Day
  text: string
  colour: Colour
  note?: Note
  campaign?: string
}
export type DayMarks = {
  /** By lane; null where a lane is free on this day. */
  bands: readonly (Band | null)[]
  holidays: readonly { name: string; country: string; free: boolean }[]
  gap: readonly string[]
}

/** Lanes for bands that overlap: each the first that is free from its first day to its last. */
export function lanesOf(bands: readonly Band[]): ReadonlyMap<string, number> {
  const ends: Day[] = []
  const lanes = new Map<string, number>()
  for (const { key, from, to } of [...bands].sort(
    (a, b) => a.from.localeCompare(b.from) || b.to.localeCompare(a.to),
  )) {
    const free = ends.findIndex((end) => end < from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = to
    lanes.set(key, lane)
  }
  return lanes
}

/** So many lie above each other in a day before the rest is left to the list. */
const mostLanes = 3

const hidden = (list: string | undefined, kind: MarkKind): boolean => list?.split(',').includes(kind) ?? false

/** Campaigns, notes, holidays and gaps of a window, by day. The calendar does not wait for them. */
export function useMarks({ first, end }: Window) {
  const { hide, campaign } = calendarPage.useSearch()
  const { language } = useLanguage()
  const may = useMay()
  const shows = (kind: MarkKind): boolean => !hidden(hide, kind)
  const days = { from: first, to: end }
  const campaigns = useQuery({
    ...ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList }),
    enabled: shows('campaigns'),
  })
  const notes = useQuery({
    ...ask({
      topic: 'calendar',
      path: '/calendar/notes',
      query: { from: first, to: addDays(end, -1) },
      schema: NoteList,
    }),
    enabled: shows('notes') && may('team.read'),
  })
  const holidays = useQuery({
    ...ask({
      topic: 'plan',
      also: ['choice'],
      path: '/calendar/holidays',
      fresh: 3_600_000,
      query: { ...days, language },
      schema: Holidays,
    }),
    enabled: shows('holidays'),
  })
  const gaps = useQuery({
    ...ask({
      topic: 'posts',
      also: ['plan', 'deliveries', 'channels'],
      path: '/calendar/gaps',
      query: days,
      schema: Gaps,
    }),
    enabled: shows('gaps') && may('post.write'),
  })
  const byDay = useMemo(() => {
    const bands: Band[] = [
      ...(campaigns.data?.items ?? []).flatMap(({ id, name, colour, startsOn, endsOn }) =>
        startsOn && endsOn && (!campaign || campaign === id)
          ? [{ key: id, from: startsOn, to: endsOn, text: name, colour, campaign: id }]
          : [],
      ),
      ...(notes.data?.items ?? []).map((note) => ({
        ...{ key: note.id, from: note.from, to: note.to, text: note.text, colour: note.colour, note },
      })),
    ].filter(({ from, to }) => from < end && to >= first)
    return marksOf({ first, end }, bands, holidays.data?.items ?? [], gaps.data?.days ?? [])
  }, [campaigns.data, notes.data, holidays.data, gaps.data, campaign, first, end])
  return { byDay, weeks: gaps.data?.weeks ?? [] }
}

export function marksOf(
  { first, end }: Window,
  bands: readonly Band[],
  holidays: Holidays['items'],
  gaps: Gaps['days'],
): ReadonlyMap<Day, DayMarks> {
  const lanes = lanesOf(bands)
  const named = Map.groupBy(holidays, ({ day }) => day)
  const missing = new Map(gaps.map(({ day, channelIds }) => [day, channelIds]))
  const found = new Map<Day, DayMarks>()
  for (let day = first; day < end; day = addDays(day, 1)) {
    const here = bands.filter(({ from, to }) => from <= day && day <= to)
    const top = Math.min(mostLanes, Math.max(0, ...here.map(({ key }) => (lanes.get(key) ?? 0) + 1)))
    const inLane = (lane: number): Band | null => here.find(({ key }) => lanes.get(key) === lane) ?? null
    found.set(day, {
      bands: Array.from({ length: top }, (_, lane) => inLane(lane)),
      holidays: named.get(day) ?? [],
      gap: missing.get(day) ?? [],
    })
  }
  return found
}

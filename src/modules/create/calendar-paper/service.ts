import { type Actor, actorMay } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { dayOf, resolveCivil } from '../../../platform/civil.ts'
import { readHolidays } from '../../plan/calendar-days/index.ts'
import type { CalendarEntry } from '../calendar/contract.ts'
import { findEntries } from '../calendar/index.ts'
import { listNotes } from '../calendar-notes/index.ts'
import { findCampaigns } from '../campaigns/index.ts'
import { findAllChannels } from '../posts/index.ts'
import type { PaperQuery } from './contract.ts'
import { findFace } from './queries.ts'
import { type Paper, type PaperMark, type PaperState, sheetOf } from './sheet.ts'
import { paperWords } from './words.ts'

const dayMs = 86_400_000
/** Forty pages of a list: nobody prints more, and laying out takes time that others wait for. */
const mostEntries = 1000

/** A month or a week on paper, as whoever asks sees it, in a language. */
export async function printCalendar(
  ctx: Context,
  actor: Actor,
  query: PaperQuery,
): Promise<{ fileName: string; body: Buffer }> {
  const face = await findFace(ctx.db, actor.workspaceId)
  const { timeZone } = face
  const now = ctx.clock.now()
  const date = query.date ?? dayOf(now, timeZone)
  const weeks = query.view === 'week' ? [weekAt(date, face.weekStartsOn)] : monthAt(date, face.weekStartsOn)
  const days = weeks.flat()
  const [first, last] = [days[0] ?? date, days.at(-1) ?? date]
  const window = { from: midnight(first, timeZone), to: midnight(dayOn(last, 1), timeZone) }
  const { view, language, notes: _, date: __, ...filters } = query
  const [entries, channels, marks] = await Promise.all([
    findEntries(ctx.db, actor, { ...filters, ...window }),
    findAllChannels(ctx.db, actor),
    marksOf(ctx, actor, query, { first, last }),
  ])
  const handles = new Map(channels.map(({ id, handle }) => [id, handle]))
  const say = sayings(language, timeZone)
  const words = paperWords[language]
  const paper: Paper = {
    ...{ view, language, words, marks, brand: face.name, colour: face.colour, dayName: say.day },
    title: view === 'month' ? say.month(date) : say.span(first, last),
    zone: say.zone(date),
    printed: `${words.printed} ${say.moment(now)}`,
    weeks: weeks.map((week) =>
      week.map((day) => ({
        day,
        label: String(Number(day.slice(8))),
        outside: view === 'month' && day.slice(0, 7) !== date.slice(0, 7),
      })),
    ),
    weekdays: (weeks[0] ?? []).map(say.weekday),
    beyond: Math.max(0, entries.length - mostEntries),
    entries: entries.slice(0, mostEntries).map((entry) => ({
      day: dayOf(new Date(entry.at), timeZone),
      time: say.time(entry.at),
      text: entry.text.trim() || words.untitled,
      channels: channelIdsOf(entry)
        .flatMap((id) => handles.get(id) ?? [])
        .join(', '),
      state: stateOf(entry),
    })),
  }
  return { fileName: `calendar-${view}-${date}.pdf`, body: await sheetOf(paper, now) }
}

const midnight = (day: string, zone: string): string => resolveCivil(`${day}T00:00`, zone).at.toISOString()
const dayOn = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

function weekAt(date: string, weekStartsOn: number): string[] {
  const first = dayOn(date, -((weekdayOf(date) - weekStartsOn + 7) % 7))
  return Array.from({ length: 7 }, (_, place) => dayOn(first, place))
}

/** As many whole weeks as the month touches. */
export function monthAt(date: string, weekStartsOn: number): string[][] {
  const weeks: string[][] = []
  for (
    let week = weekAt(`${date.slice(0, 7)}-01`, weekStartsOn);
    weeks.length === 0 || (week[0] ?? '').slice(0, 7) === date.slice(0, 7);
    week = weekAt(dayOn(week[0] ?? date, 7), weekStartsOn)
  )
    weeks.push(week)
  return weeks
}

const channelIdsOf = ({ deliveries, channelIds }: CalendarEntry): string[] =>
  deliveries.length > 0 ? [...new Set(deliveries.map(({ channelId }) => channelId))] : channelIds

export function stateOf({ stage, deliveries }: Pick<CalendarEntry, 'stage' | 'deliveries'>): PaperState {
  const states = deliveries.map(({ state }) => state)
  if (states.some((state) => state === 'failed' || state === 'missed' || state === 'in_doubt'))
    return 'trouble'
  if (states.length === 0) return stage
  return states.every((state) => state === 'published') ? 'published' : 'scheduled'
}

const colours: Record<string, string> = {
  ...{ slate: '#5b6b73', red: '#b3383d', amber: '#9a6b00', green: '#3d7a3a' },
  ...{ teal: '#23756b', blue: '#2f5f9e', violet: '#6d4a9c', pink: '#a83d78' },
}

/** What stands over the days: campaigns, holidays, and notes for the team. */
async function marksOf(
  ctx: Context,
  actor: Actor,
  { language, notes, campaign }: PaperQuery,
  { first, last }: { first: string; last: string },
): Promise<PaperMark[]> {
  const [campaigns, holidays, said] = await Promise.all([
    findCampaigns(ctx.db, actor, false),
    readHolidays(ctx, actor, { from: first, to: dayOn(last, 1), language }),
    notes && actorMay(actor, 'team.read') ? listNotes(ctx, actor, { from: first, to: last }) : { items: [] },
  ])
  return [
    ...holidays.items.map(({ day, name }) => ({ from: day, to: day, text: name, colour: '#8b9392' })),
    ...campaigns.flatMap(({ id, name, colour, startsOn, endsOn }) =>
      startsOn && endsOn && (!campaign || campaign === id)
        ? [{ from: startsOn, to: endsOn, text: name, colour: colours[colour] ?? '' }]
        : [],
    ),
    ...said.items.map(({ from, to, text, colour }) => ({ from, to, text, colour: colours[colour] ?? '' })),
  ]
}

/** Days and times as a language says them. */
function sayings(language: PaperQuery['language'], timeZone: string) {
  const locale = language === 'en' ? 'en-GB' : language
  const format = (options: Intl.DateTimeFormatOptions, zone = 'UTC') =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
  const of = (day: string): Date => new Date(`${day}T00:00:00Z`)
  const [month, weekday] = [format({ month: 'long', year: 'numeric' }), format({ weekday: 'short' })]
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const span = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone)
  const moment = format({ dateStyle: 'medium', timeStyle: 'short' }, timeZone)
  const offset = format({ timeZoneName: 'shortOffset' }, timeZone)
  const upper = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
  return {
    month: (day: string) => upper(month.format(of(day))),
    weekday: (day: string) => weekday.format(of(day)),
    day: (day: string) => upper(long.format(of(day))),
    span: (first: string, last: string) => span.formatRange(of(first), of(last)),
    time: (at: string) => time.format(new Date(at)),
    moment: (at: Date) => moment.format(at),
    zone: (day: string) => {
      const parts = offset.formatToParts(new Date(midnight(day, timeZone)))
      const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
      return timeZone === 'UTC' ? 'UTC' : `${timeZone} (${name})`
    },
  }
}

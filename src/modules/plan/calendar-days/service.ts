import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import {
  findHolidays,
  findPlacements,
  findPlanChannels,
  findSetting,
  knownCountries,
  readPlan,
} from '../content-plan/index.ts'
import { type Gaps, type GapsQuery, type Holidays, type HolidaysQuery, longestDays } from './contract.ts'
import { calendarDayError } from './errors.ts'
import { dayOn, gapsOf } from './gaps.ts'

const dayMs = 86_400_000
const mostCountries = 8

function refuseWindow({ from, to }: GapsQuery): void {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs
  if (days <= 0 || days > longestDays) throw calendarDayError('window')
}

/** Where channels that one sees have less than their cadence. */
export async function readGaps(ctx: Context, viewer: Viewer, query: GapsQuery): Promise<Gaps> {
  refuseWindow(query)
  const { workspaceId } = viewer
  const plan = await readPlan(ctx.db, viewer)
  const cadences = plan.cadences.filter(({ perWeek }) => perWeek > 0)
  if (cadences.length === 0) return { weeks: [], days: [] }
  // Whole weeks are counted, by clocks that may be a day away.
  const [from, to] = [dayOn(query.from, -8), dayOn(query.to, 8)]
  const [setting, channels, placements, holidays] = await Promise.all([
    findSetting(ctx.db, workspaceId),
    findPlanChannels(ctx.db, workspaceId),
    findPlacements(ctx.db, workspaceId, new Date(from), new Date(to)),
    freeHolidays(plan.rules, from, to),
  ])
  const zones = new Map(channels.map(({ id, zone }) => [id, zone]))
  const spans = plan.rules.dates.filter(({ free }) => free)
  const isFree = (day: string, channelId: string): boolean =>
    holidays.has(day) ||
    spans.some(
      (span) =>
        span.from <= day &&
        day <= span.to &&
        (span.channelIds.length === 0 || span.channelIds.includes(channelId)),
    )
  const wanted = cadences.map(({ channelId, perWeek, weekdays }) => ({
    ...{ channelId, perWeek, weekdays },
    days: placements
      .filter((one) => one.channelId === channelId)
      .map(({ at }) => dayOf(at, zones.get(channelId) ?? setting.timeZone)),
  }))
  const today = dayOf(ctx.clock.now(), setting.timeZone)
  return gapsOf(wanted, { ...query, today, weekStartsOn: setting.weekStartsOn, isFree })
}

type Rules = Awaited<ReturnType<typeof readPlan>>['rules']

async function freeHolidays(
  { country, state, holidays }: Rules,
  from: string,
  to: string,
): Promise<Set<string>> {
  if (!country || holidays !== 'free') return new Set()
  const found = await findHolidays({ country, state }, 'en', from, to)
  return new Set(found.filter(({ isPublic }) => isPublic).map(({ day }) => day))
}

/** Holidays of the countries that are asked for, else of those that plan and channel choice name. */
export async function readHolidays(
  ctx: Context,
  viewer: Viewer,
  { countries, language, ...window }: HolidaysQuery,
): Promise<Holidays> {
  refuseWindow(window)
  const { rules } = await readPlan(ctx.db, viewer)
  const meant = countries ?? (await ownCountries(ctx, viewer.workspaceId, rules.country))
  if (meant.length === 0) return { countries: [], items: [] }
  const known = new Set((await knownCountries()).map(({ code }) => code))
  const chosen = meant.filter((code) => known.has(code))
  const last = dayOn(window.to, -1)
  const all = await Promise.all(
    chosen.map(async (country) => {
      const state = country === rules.country ? rules.state : null
      const found = await findHolidays({ country, state }, language, window.from, last)
      return found.map(({ day, name, isPublic }) => ({ day, name, country, free: isPublic }))
    }),
  )
  return { countries: chosen, items: all.flat().sort((a, b) => a.day.localeCompare(b.day)) }
}

async function ownCountries(ctx: Context, workspaceId: string, country: string | null): Promise<string[]> {
  const row = await ctx.db
    .selectFrom('choiceSettings')
    .select('body')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  const spokenTo = ((row?.body ?? {}) as { countries?: string[] }).countries ?? []
  return [...new Set([...(country ? [country] : []), ...spokenTo])].slice(0, mostCountries)
}

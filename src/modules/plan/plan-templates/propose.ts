import { randomUUID } from 'node:crypto'
import type { Cadence, ContentPlan, Pillar, PlanDate, Rubric } from '../content-plan/contract.ts'
import type { Proposal, ProposalBody, TemplateContent } from './contract.ts'

const dayMs = 86_400_000

export type Channel = { id: string; network: string }
type Taken = { channelId: string; line: number | null }

/**
 * The plan that would be. Pillars and rubrics of a name that is there keep their id, and a pillar its goal and its persona,
 * because posts hold to them; days and campaigns of the workspace stay.
 */
export function propose(
  plan: ContentPlan,
  { content, channels: chosen }: ProposalBody,
  channels: readonly Channel[],
  today: string,
): Proposal {
  const taken = chosen ?? linesFor(content, channels)
  const pillars = pillarsOf(content, plan.pillars)
  const publishing = channels.filter(({ id }) =>
    taken.some((one) => one.channelId === id && one.line !== null),
  )
  const rubrics = rubricsOf(content, plan.rubrics, pillars, publishing)
  const { rules } = plan
  const country = rules.country === null ? { country: content.country, state: content.state } : {}
  return {
    plan: {
      version: plan.version,
      shares: content.shares,
      pillars,
      rubrics,
      cadences: cadencesOf(content, taken),
      rules: {
        ...rules,
        ...country,
        spacingMinutes: content.spacingMinutes,
        holidays: content.holidays,
        dates: datesOf(content, rules.dates, today),
      },
    },
    channels: taken,
    homeless: rubrics.filter(({ channelIds }) => channelIds.length === 0).map(({ name }) => name),
  }
}

/** The lines of a network go to its channels in turn, the last one to all that are left; without one, the line for any other network. */
function linesFor({ lines }: TemplateContent, channels: readonly Channel[]): Taken[] {
  const turns = new Map<string, number>()
  return channels.map(({ id: channelId, network }) => {
    const own = lines.flatMap((line, at) => (line.network === network ? [at] : []))
    const turn = turns.get(network) ?? 0
    turns.set(network, turn + 1)
    const any = lines.findIndex((line) => line.network === null)
    return { channelId, line: own[turn] ?? own.at(-1) ?? (any < 0 ? null : any) }
  })
}

const cadencesOf = ({ lines }: TemplateContent, taken: readonly Taken[]): Cadence[] =>
  taken.flatMap(({ channelId, line }) => {
    const found = line === null ? undefined : lines[line]
    if (!found) return []
    const { perWeek, weekdays, times } = found
    return [{ channelId, perWeek, weekdays, times }]
  })

const lower = (name: string): string => name.toLowerCase()

function pillarsOf({ pillars }: TemplateContent, there: readonly Pillar[]): Pillar[] {
  const known = new Map(there.map((pillar) => [lower(pillar.name), pillar]))
  return pillars.map((pillar) => {
    const { id, goalId, personaId } = known.get(lower(pillar.name)) ?? fresh()
    return { ...pillar, id, goalId, personaId }
  })
}

const fresh = () => ({ id: randomUUID(), goalId: null, personaId: null })

function rubricsOf(
  { rubrics }: TemplateContent,
  there: readonly Rubric[],
  pillars: readonly Pillar[],
  channels: readonly Channel[],
): Rubric[] {
  const known = new Map(there.map(({ id, name }) => [lower(name), id]))
  return rubrics.map(({ pillar, networks, ...rubric }) => {
    const id = known.get(lower(rubric.name)) ?? randomUUID()
    // Two rubrics may share a name; only the first is the one that was there.
    known.delete(lower(rubric.name))
    return {
      ...rubric,
      id,
      pillarId: pillars.find(({ name }) => pillar !== null && lower(name) === lower(pillar))?.id ?? null,
      channelIds: channels
        .filter(({ network }) => networks.length === 0 || networks.includes(network))
        .map((channel) => channel.id),
    }
  })
}

const mostDates = 200

/** Each day of every year where it comes next; one that stands there already, whatever its year, is not put there twice. */
function datesOf({ dates }: TemplateContent, there: readonly PlanDate[], today: string): PlanDate[] {
  const has = ({ name, on }: TemplateContent['dates'][number]): boolean =>
    there.some((date) => date.to >= today && lower(date.name) === lower(name) && date.from.slice(5) === on)
  const more = dates.filter((date) => !has(date)).map((date) => placed(date, today))
  return [...there, ...more].slice(0, mostDates)
}

function placed({ name, on, days, free }: TemplateContent['dates'][number], today: string): PlanDate {
  const year = Number(today.slice(0, 4))
  const [from, to] =
    [year - 1, year, year + 1].map((one) => span(one, on, days)).find(([, last]) => last >= today) ??
    span(year + 1, on, days)
  return { name, from, to, free, channelIds: [] }
}

/** In a year without a 29th of February, or of a day that no month has, the last day of that month. */
function span(year: number, on: string, days: number): [from: string, to: string] {
  const [month = 1, day = 1] = on.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const from = Date.UTC(year, month - 1, Math.min(day, last))
  return [dayOf(from), dayOf(from + (days - 1) * dayMs)]
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

import type { Cadence, ContentPlan, PlanDate, Rubric } from '../content-plan/contract.ts'
import type { TemplateContent, TemplateLine } from './contract.ts'

const dayMs = 86_400_000

/** What of a content plan can begin another: channels become their networks, days lose their year, and what is this workspace's own stays behind. */
export function contentOf(plan: ContentPlan, networks: ReadonlyMap<string, string>): TemplateContent {
  const { shares, pillars, rubrics, cadences, rules } = plan
  const names = new Map(pillars.map(({ id, name }) => [id, name]))
  return {
    shares,
    pillars: pillars.map(({ name, about, share }) => ({ name, about, share })),
    rubrics: rubrics.map(({ id: _, pillarId, channelIds, ...rubric }) => ({
      ...rubric,
      pillar: names.get(pillarId ?? '') ?? null,
      networks: [...new Set(channelIds.flatMap((id) => networks.get(id) ?? []))].sort(),
    })),
    lines: linesOf(cadences, rubrics, networks),
    spacingMinutes: rules.spacingMinutes,
    country: rules.country,
    state: rules.state,
    holidays: rules.holidays,
    dates: rules.dates.filter(({ channelIds }) => channelIds.length === 0).flatMap(yearly),
  }
}

const mostLines = 50
const onlyRubrics = { perWeek: 0, weekdays: [1, 2, 3, 4, 5], times: [] }

/** Two channels of a network that publish alike are one line; one that has only rubrics publishes them. */
function linesOf(
  cadences: readonly Cadence[],
  rubrics: readonly Rubric[],
  networks: ReadonlyMap<string, string>,
): TemplateLine[] {
  const told = new Set(cadences.map(({ channelId }) => channelId))
  const named = new Set(rubrics.flatMap(({ channelIds }) => channelIds))
  const silent = [...named].filter((id) => !told.has(id)).map((channelId) => ({ ...onlyRubrics, channelId }))
  const lines = [...cadences, ...silent]
    .filter(({ perWeek, channelId }) => perWeek > 0 || named.has(channelId))
    .flatMap(({ channelId, perWeek, weekdays, times }) => {
      const network = networks.get(channelId)
      return network ? [{ network, perWeek, weekdays, times }] : []
    })
    .sort((a, b) => (a.network < b.network ? -1 : a.network > b.network ? 1 : b.perWeek - a.perWeek))
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()].slice(0, mostLines)
}

/** What is longer than a year is no day of every year. */
function yearly({ name, from, to, free }: PlanDate): TemplateContent['dates'] {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
  return days <= 366 ? [{ name, on: from.slice(5), days, free }] : []
}

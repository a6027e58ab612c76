import { RRuleTemporal } from 'rrule-temporal'
import { isZone, resolveCivil } from '../../../platform/civil.ts'
import { seriesError } from './errors.ts'

/** One time of a rule. `moved`: the clocks jump over it, so it is as much later as they jump. */
export type Occurrence = { civil: string; at: Date; moved: boolean }

export type Rule = {
  rule: string | null
  startsAt: string
  zone: string
}

/** More than a year of every day; whoever asks for more asks in pieces. */
const mostAtOnce = 400

/**
 * The rule is counted on the clock on the wall and each time is then looked up in the zone: 09:30 stays 09:30 in summer and
 * winter, and no time is lost where the clocks jump over it.
 */
function wallOf({ rule, startsAt, zone }: Rule): RRuleTemporal {
  if (rule === null) throw seriesError('no_rule')
  if (!isZone(zone)) throw seriesError('bad_zone', { zone })
  if (/COUNT=/.test(rule) && /UNTIL=/.test(rule)) throw seriesError('two_ends')
  const start = startsAt.slice(0, 16).replace(/[-:]/g, '')
  const wall = rule.replace(
    /UNTIL=(\d{8})(T\d{6})?Z?/,
    (_, day: string, time?: string) => `UNTIL=${day}${time ?? 'T235959'}Z`,
  )
  try {
    return new RRuleTemporal({
      rruleString: `DTSTART:${start}00Z\nRRULE:${wall}`,
      ...{ maxIterations: 20_000, maxCandidateEvaluations: 400_000 },
    })
  } catch (error) {
    throw seriesError('bad_rule', { reason: error instanceof Error ? error.message.slice(0, 120) : '' })
  }
}

/** Asked in wall-clock instants: as if the zone were UTC. */
const wallInstant = (civil: string): Date => new Date(`${civil.slice(0, 16)}:00Z`)

/** Times between two civil times, the first included, at most so many; by what is left out. */
export function occurrencesBetween(
  rule: Rule,
  from: string,
  to: string,
  isOut: (day: string) => boolean,
  most = mostAtOnce,
): Occurrence[] {
  if (from > to) return []
  const found: Occurrence[] = []
  try {
    for (const time of wallOf(rule).between(wallInstant(from), wallInstant(to), true)) {
      const civil = time.toPlainDateTime().toString({ smallestUnit: 'minute' })
      if (isOut(civil.slice(0, 10))) continue
      found.push(asOccurrence(civil, rule.zone))
      if (found.length >= most) break
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error
    throw seriesError('bad_rule', { reason: error instanceof Error ? error.message.slice(0, 120) : '' })
  }
  return found
}

export function asOccurrence(civil: string, zone: string): Occurrence {
  const found = resolveCivil(civil, zone)
  return { civil, at: found.at, moved: found.kind === 'missing' }
}

/** Whether no time of the rule is left after this one. */
export function isOver(rule: Rule, after: string): boolean {
  if (rule.rule === null || !/COUNT=|UNTIL=/.test(rule.rule)) return false
  try {
    return wallOf(rule).next(wallInstant(after), false) === null
  } catch {
    return true
  }
}

/** The same rule as far as it goes before a civil time. */
export function endedBefore(rule: string, civil: string): string {
  const last = new Date(wallInstant(civil).getTime() - 60_000).toISOString()
  const until = `${last.slice(0, 16).replace(/[-:]/g, '')}00Z`
  return [...rule.split(';').filter((part) => !/^(COUNT|UNTIL)=/.test(part)), `UNTIL=${until}`].join(';')
}

/** How many times a rule has had before a civil time: a rule that counts goes on with the rest. */
export function remainingRule(rule: Rule, civil: string): string {
  const count = /COUNT=(\d+)/.exec(rule.rule ?? '')?.[1]
  if (!count || rule.rule === null) return rule.rule ?? ''
  const before = wallOf(rule).between(wallInstant(rule.startsAt), wallInstant(civil), true)
  const had = before.filter((time) => time.toPlainDateTime().toString({ smallestUnit: 'minute' }) < civil)
  return rule.rule.replace(/COUNT=\d+/, `COUNT=${Math.max(1, Number(count) - had.length)}`)
}

/** The latest of civil times; as they are written they sort as they come. */
export const latest = (...civil: readonly string[]): string => [...civil].sort().at(-1) ?? ''

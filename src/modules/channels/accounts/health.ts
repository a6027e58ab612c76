import type { Health, HealthCode } from './contract.ts'
import type { ChannelRow } from './queries.ts'

export const dayMs = 86_400_000
/** From here on people are told that they will have to sign in again. */
export const warnDays = [14, 7, 1] as const

type Facts = Health['facts']

const sentences: Record<HealthCode, string> = {
  good: 'It works.',
  new: 'It was joined and has not been asked yet whether it works.',
  paused: 'A person paused it; its queue waits.',
  limited: 'The network lets nothing through before {until}; what is due waits.',
  unanswered: '{server} did not answer {failures} times in a row. It is asked again by itself.',
  refresh_failing:
    'The sign-in could not be made new {failures} times in a row. It still holds and is tried again by itself.',
  ends_soon: 'The sign-in ends on {at}. Sign in again before.',
  ended: 'The sign-in ended on {at}. Sign in again.',
  reconnect: '{reason} Sign in again; until then its queue waits.',
  removed: 'It was removed. Its history is kept.',
}

const levels: Record<HealthCode, Health['level']> = {
  good: 'good',
  new: 'good',
  paused: 'notice',
  limited: 'notice',
  unanswered: 'notice',
  refresh_failing: 'notice',
  ends_soon: 'notice',
  ended: 'trouble',
  reconnect: 'trouble',
  removed: 'notice',
}

type Seen = Pick<
  ChannelRow,
  | 'state'
  | 'stateCode'
  | 'stateWords'
  | 'network'
  | 'server'
  | 'checkedAt'
  | 'checkFailures'
  | 'expiresAt'
  | 'refreshFailures'
  | 'blockedUntil'
>

/** The one thing that matters most about a channel now. */
export function healthOf(row: Seen, now: Date): Health {
  const [code, facts] = judge(row, now)
  const words = sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
  return { level: levels[code], code, words: words.trim(), facts }
}

function judge(row: Seen, now: Date): [HealthCode, Facts] {
  const server = URL.parse(row.server)?.host ?? row.server
  if (row.state === 'removed') return ['removed', {}]
  if (row.state === 'reconnect')
    return ['reconnect', { reason: row.stateWords ?? '', code: row.stateCode ?? '', network: row.network }]
  if (row.state === 'paused') return ['paused', {}]
  if (row.expiresAt && row.expiresAt <= now) return ['ended', { at: row.expiresAt.toISOString() }]
  if (row.expiresAt && row.expiresAt.getTime() - now.getTime() <= warnDays[0] * dayMs)
    return ['ends_soon', { at: row.expiresAt.toISOString(), days: daysUntil(row.expiresAt, now) }]
  if (row.blockedUntil && row.blockedUntil > now)
    return ['limited', { until: row.blockedUntil.toISOString() }]
  // One silence is the weather; three are news.
  if ((row.refreshFailures ?? 0) >= 3) return ['refresh_failing', { failures: row.refreshFailures ?? 0 }]
  if (row.checkFailures >= 3) return ['unanswered', { server, failures: row.checkFailures }]
  return row.checkedAt ? ['good', { at: row.checkedAt.toISOString() }] : ['new', {}]
}

export const daysUntil = (at: Date, now: Date): number => Math.ceil((at.getTime() - now.getTime()) / dayMs)

import type { Check, Finding, Reason } from './contract.ts'

const dayMs = 86_400_000
/** Without a post for so long an account looks deserted, and for so long it is. */
const silentDays = 45
const dormantDays = 365
const fewFollowers = 50

type Known = {
  checks: readonly Check[]
  lastPostAt: Date | null
  posts: number | null
  followers: number | null
}

/** What is to be done with an account of ours, as a proposal with its reasons; a person decides. Null while nothing is known of it. */
export function suggest({ checks, lastPostAt, posts, followers }: Known, now: Date): Finding['suggestion'] {
  const known = checks.filter(({ state }) => state !== 'unknown')
  if (known.length === 0 && lastPostAt === null) return null
  const days = lastPostAt && Math.floor((now.getTime() - lastPostAt.getTime()) / dayMs)
  const few = followers !== null && followers < fewFollowers
  if (few && days !== null && days > dormantDays)
    return { verdict: 'close', reasons: [{ code: 'dormant', facts: { days, followers: followers ?? 0 } }] }
  const reasons = [...ofParts(known), ...ofSilence(days, posts)]
  if (reasons.length > 0) return { verdict: 'mend', reasons }
  return { verdict: 'keep', reasons: [{ code: 'whole', facts: { parts: known.length } }] }
}

function ofParts(known: readonly Check[]): Reason[] {
  const missing = known.filter(({ state }) => state === 'missing').length
  const weak = known.filter(({ state }) => state === 'weak').length
  return [
    ...(missing > 0 ? [{ code: 'parts_missing' as const, facts: { count: missing } }] : []),
    ...(weak > 0 ? [{ code: 'parts_weak' as const, facts: { count: weak } }] : []),
  ]
}

function ofSilence(days: number | null, posts: number | null): Reason[] {
  if (days !== null && days > silentDays) return [{ code: 'silent', facts: { days } }]
  if (days === null && posts === 0) return [{ code: 'never_published', facts: {} }]
  return []
}

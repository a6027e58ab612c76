import type { Change, Difference, Finding } from './contract.ts'

type Before = { number: number; findings: readonly Finding[] }
type SuspectRef = Difference['suspects']['fresh'][number]

const keyOf = ({ subject }: Finding): string => `${subject.kind} ${subject.id}`
const change = (what: Change['what'], before: string | null, after: string | null): Change => ({
  ...{ what, part: null, before, after },
})

/** What is otherwise than the time before. What was not looked at, then or now, has not changed. */
export function differenceOf(
  before: Before | null,
  findings: readonly Finding[],
  suspects: Difference['suspects'],
): Difference {
  if (!before) return { against: null, accounts: [], suspects }
  const then = new Map(before.findings.map((one) => [keyOf(one), one]))
  const now = new Set(findings.map(keyOf))
  const changed = findings.map((one) => {
    const old = then.get(keyOf(one))
    return { one, changes: old ? between(old, one) : [change('added', null, one.handle)] }
  })
  const left = before.findings
    .filter((one) => !now.has(keyOf(one)))
    .map((one) => ({ one, changes: [change('left', one.handle, null)] }))
  const accounts = [...changed, ...left]
    .filter(({ changes }) => changes.length > 0)
    .slice(0, 200)
    .map(({ one: { subject, name }, changes }) => ({ subject, name, changes: changes.slice(0, 30) }))
  return { against: before.number, accounts, suspects }
}

function between(old: Finding, one: Finding): Change[] {
  if (old.looked !== one.looked) return []
  const [followersThen, followersNow] = [old.profile?.followers, one.profile?.followers]
  const counted = typeof followersThen === 'number' && typeof followersNow === 'number'
  return [
    ...(old.handle === one.handle ? [] : [change('handle', old.handle, one.handle)]),
    ...(old.name === one.name ? [] : [change('name', old.name.slice(0, 300), one.name.slice(0, 300))]),
    ...(counted && followersThen !== followersNow
      ? [change('followers', String(followersThen), String(followersNow))]
      : []),
    ...one.checks.flatMap(({ part, state }): Change[] => {
      const was = old.checks.find((check) => check.part === part)?.state
      const told = was && was !== 'unknown' && state !== 'unknown'
      return told && was !== state ? [{ what: 'check', part, before: was, after: state }] : []
    }),
  ]
}

/** The suspects of two looks against each other, by how many points they have changed. */
export function suspectsBetween(
  known: ReadonlyMap<string, { id: string; handle: string; points: number }>,
  seen: readonly SuspectRef[],
  gone: readonly SuspectRef[],
): Difference['suspects'] {
  const fresh = seen.filter(({ id }) => !known.has(id))
  const changed = seen.flatMap((one) => {
    const old = known.get(one.id)
    return old && Math.abs(old.points - one.after) >= 5 ? [{ ...one, before: old.points }] : []
  })
  return { fresh: fresh.slice(0, 300), gone: gone.slice(0, 300), changed: changed.slice(0, 300) }
}

import type { Audited } from './audit-channel.ts'
import type { Finding } from './contract.ts'
import type { Judged } from './judge.ts'
import type { ChannelRow } from './queries.ts'

/** Suspects that one run keeps; who has more has been flooded, and the likeliest are kept. */
const mostSuspects = 300

export type Suspected = Judged & { network: string; channelId: string }

/** Of who was found on several channels the likeliest resemblance; never one of our own accounts. */
export function likeliest(
  audited: readonly Pick<Audited, 'finding' | 'judged' | 'account'>[],
  channels: readonly Pick<ChannelRow, 'network' | 'handle'>[],
  typed: readonly Pick<Finding, 'network' | 'handle'>[],
): Suspected[] {
  const bare = (handle: string) => handle.toLowerCase().replace(/^@/, '')
  const own = new Set([
    ...audited.flatMap(({ finding, account }) => (account ? `${finding.network} ${account}` : [])),
    // Those that could not be looked at are known by their handles.
    ...channels.map(({ network, handle }) => `${network} ${bare(handle)}`),
    ...typed.map(({ network, handle }) => `${network} ${bare(handle)}`),
  ])
  const best = new Map<string, Suspected>()
  for (const { finding, judged } of audited)
    for (const one of judged) {
      const name = `${finding.network} ${one.profile.account}`
      if (own.has(name) || own.has(`${finding.network} ${bare(one.profile.handle)}`)) continue
      const before = best.get(name)
      if (!before || before.score.points < one.score.points)
        best.set(name, { ...one, network: finding.network, channelId: finding.subject.id })
    }
  return [...best.values()].sort((a, b) => b.score.points - a.score.points).slice(0, mostSuspects)
}

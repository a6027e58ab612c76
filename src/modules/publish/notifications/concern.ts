import type { Holder } from '../../../app/channel-roles.ts'
import { mayOn } from '../../../app/sight.ts'
import type { NotificationKind } from './contract.ts'
import type { findUntold } from './queries.ts'
import { rightFor } from './rights.ts'

const ofAny: readonly string[] = ['series', 'source', 'film']

type Told = Awaited<ReturnType<typeof findUntold>>[number]

/** Who is called upon sees the post, and that is enough; whoever is to decide something decides it for all of its channels. */
export function concerns(
  holder: Holder,
  { kind, subjectKind, channelIds, ofNoPost, forPeople }: Told,
): boolean {
  const right = rightFor[kind as NotificationKind]
  // They may be of any channel: who sees some only is told of those that they asked for themselves.
  if (ofAny.includes(subjectKind) && holder.channels) return forPeople !== null
  const isCall = subjectKind === 'comment' || subjectKind === 'task'
  if (!isCall) return mayOn(holder, right, channelIds)
  if (ofNoPost) return true
  return channelIds.length === 0
    ? mayOn(holder, right, [])
    : channelIds.some((id) => mayOn(holder, right, [id]))
}

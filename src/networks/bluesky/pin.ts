import type { Agent } from '@atproto/api'
import { NetworkFailure } from '../kit/failure.ts'
import type { SendCall, SentPart } from '../kit/network.ts'
import { answered, failureIn } from './failures.ts'

const collection = 'app.bsky.actor.profile'
const rkey = 'self'

/**
 * Puts a post at the top of its profile, which is one field of the profile's own record: everything else there stays, and somebody who
 * changes the profile at the same moment is not overwritten. Said again, it changes nothing.
 */
export async function pin(agent: Agent, call: SendCall, { remoteId, extra }: SentPart): Promise<void> {
  const repo = call.account.remoteId
  const cid = extra && typeof extra === 'object' && 'cid' in extra ? String(extra.cid) : ''
  await answered({ server: call.account.server, changes: false }, async () => {
    const profile = await agent.com.atproto.repo
      .getRecord({ repo, collection, rkey }, { signal: call.signal })
      .catch((thrown: unknown) => {
        if (failureIn(thrown)?.code !== 'RecordNotFound') throw thrown
        return null
      })
    const value = (profile?.data.value ?? {}) as { pinnedPost?: { uri?: unknown } }
    if (value.pinnedPost?.uri === remoteId) return
    const record = { ...value, $type: collection, pinnedPost: { uri: remoteId, cid } }
    await agent.com.atproto.repo.putRecord(
      { repo, collection, rkey, record, swapRecord: profile?.data.cid ?? null },
      { signal: call.signal },
    )
  }).catch((failure: unknown) => {
    if (!(failure instanceof NetworkFailure) || failure.kind === 'later' || failure.kind === 'reconnect')
      throw failure
    throw new NetworkFailure(
      'rejected',
      'The post is out, but it could not be pinned. Pin it at Bluesky, or try again here: nothing is sent twice.',
      { code: 'not_pinned' },
    )
  })
}

import type { Agent } from '@atproto/api'
import type { Find, Remove, SendCall, SentPart } from '../kit/network.ts'
import { answered, failureIn } from './failures.ts'
import { placeOf, postUrl } from './post.ts'
import { partsOf } from './publish.ts'
import { agentOf } from './session.ts'
import { recordKey } from './tid.ts'

const collection = 'app.bsky.feed.post'

/** Looks under the keys that the delivery's parts have, part after part, until one is missing. */
export const find = (async (call) =>
  answered({ server: call.account.server, changes: false }, async () => {
    const agent = await agentOf(call.tools, call.account)
    const wanted = partsOf(call.content).length
    const parts = [...call.done]
    while (parts.length < wanted) {
      const part = await partAt(agent, call, parts.length)
      if (!part) break
      parts.push(part)
    }
    if (parts.length === wanted) return { found: 'yes' as const, parts }
    return parts.length > call.done.length ? { found: 'some' as const, parts } : { found: 'no' as const }
  })) satisfies Find

async function partAt(agent: Agent, { account, key, signal }: SendCall, n: number): Promise<SentPart | null> {
  try {
    const place = { repo: account.remoteId, collection, rkey: recordKey(key, n) }
    const { data } = await agent.com.atproto.repo.getRecord(place, { signal })
    return { remoteId: data.uri, url: postUrl(data.uri), extra: { cid: data.cid ?? '' } }
  } catch (thrown) {
    if (failureIn(thrown)?.code === 'RecordNotFound') return null
    throw thrown
  }
}

/** The last part first, so that no reply of ours is left hanging; what is gone already counts as taken away. */
export const remove = (async (tools, account, parts) =>
  answered({ server: account.server, changes: false }, async () => {
    const agent = await agentOf(tools, account)
    for (const { remoteId } of [...parts].reverse()) {
      const { repo, rkey } = placeOf(remoteId)
      await agent.com.atproto.repo.deleteRecord({ repo, collection, rkey })
      await agent.com.atproto.repo.deleteRecord({ repo, collection: 'app.bsky.feed.threadgate', rkey })
    }
  })) satisfies Remove

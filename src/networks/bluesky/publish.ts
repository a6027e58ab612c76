import type { Agent } from '@atproto/api'
import { z } from 'zod'
import type { Content, Json, Part } from '../kit/content.ts'
import type { Publish, SendCall, SentPart } from '../kit/network.ts'
import { embedOf } from './embed.ts'
import { facetsOf } from './facets.ts'
import { answered, failureIn } from './failures.ts'
import { pin } from './pin.ts'
import { postUrl } from './post.ts'
import { type Prepared, postGate, postRecord, threadGate } from './record.ts'
import { agentOf } from './session.ts'
import { recordKey } from './tid.ts'

const collection = 'app.bsky.feed.post'
const Ready = z.array(z.object({ facets: z.array(z.json()), embed: z.json() }))

/** What can be done ahead: pictures and films go up, mentions and quotes are looked up. */
async function prepare(call: Omit<SendCall, 'prepared' | 'done' | 'save'>): Promise<Json> {
  const { tools, account, signal } = call
  return answered({ server: account.server, changes: false }, async () => {
    const agent = await agentOf(tools, account)
    const ready: Prepared[] = []
    for (const part of partsOf(call.content))
      ready.push({
        facets: await facetsOf(agent, part.text, call.content),
        embed: await embedOf({ agent, tools, account, signal }, part),
      })
    return ready
  })
}

/**
 * Each part is written under a key that follows from the delivery, and only if nothing stands there yet. So a repeat,
 * after any accident and with whatever content, makes no second post and changes nothing at the first.
 */
async function send(call: SendCall) {
  const asked = { server: call.account.server, changes: false }
  const agent = await answered(asked, () => agentOf(call.tools, call.account))
  const wanted = partsOf(call.content)
  const parts = [...call.done]
  let ready = Ready.safeParse(call.prepared).data ?? Ready.parse(await prepare(call))
  if (parts[0]) await gate(agent, call, parts[0])
  for (let n = parts.length; n < wanted.length; n++) {
    const put = () => putPart(agent, call, n, { part: wanted[n], ready: ready[n], before: parts })
    const sent = await put().catch(async (thrown) => {
      if (failureIn(thrown)?.code !== 'BlobNotFound') throw thrown
      // What was sent ahead too early has been thrown away by the server.
      ready = Ready.parse(await prepare(call))
      return put()
    })
    parts.push(sent)
    await call.save(sent)
    if (n === 0) await gate(agent, call, sent)
  }
  if (call.content.options.pin === true && parts[0]) await pin(agent, call, parts[0])
  return { state: 'published' as const, parts }
}

export const publish = { prepare, send } satisfies Publish

/** The parts in their order, the first reply as the last. */
export function partsOf({ parts, firstReply }: Content): Part[] {
  if (firstReply === null) return parts
  return [...parts, { text: firstReply, media: [], poll: null, link: null, quote: null }]
}

type Piece = { part: Part | undefined; ready: Prepared | undefined; before: readonly SentPart[] }

async function putPart(agent: Agent, call: SendCall, n: number, piece: Piece): Promise<SentPart> {
  if (!piece.part || !piece.ready) throw new Error(`Part ${n} was never prepared`)
  const record = postRecord(piece.part.text, piece.ready, piece.before, call.content, atOf(call, n))
  const rkey = recordKey(call.key, n)
  const repo = call.account.remoteId
  return answered({ server: call.account.server, changes: true }, async () => {
    const { data } = await agent.com.atproto.repo
      .putRecord({ repo, collection, rkey, record, swapRecord: null }, { signal: call.signal })
      .catch((thrown) => {
        if (failureIn(thrown)?.code !== 'InvalidSwap') throw thrown
        return agent.com.atproto.repo.getRecord({ repo, collection, rkey }, { signal: call.signal })
      })
    return { remoteId: data.uri, url: postUrl(data.uri), extra: { cid: data.cid ?? '' } }
  })
}

/** The same for every attempt, and a little later for each part, by which readers sort a thread. */
const atOf = ({ firstAttemptAt }: SendCall, n: number) => new Date(firstAttemptAt.getTime() + n)

/** Says who may reply and quote, right after the first post; written again on every attempt, which changes nothing. */
async function gate(agent: Agent, call: SendCall, root: SentPart): Promise<void> {
  const { replies, quoting } = call.content.options
  const at = atOf(call, 0)
  for (const record of [threadGate(root, replies, at), postGate(root, quoting, at)]) {
    if (!record) continue
    const input = {
      repo: call.account.remoteId,
      collection: record.$type,
      rkey: recordKey(call.key, 0),
      record,
    }
    await answered({ server: call.account.server, changes: false }, () =>
      agent.com.atproto.repo.putRecord(input, { signal: call.signal }),
    )
  }
}

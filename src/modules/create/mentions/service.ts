import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { mayOn } from '../../../app/sight.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { accountFor, reportFailure } from '../../channels/accounts/index.ts'
import { blockedUntil, reportLimit } from '../../publish/limits/index.ts'
import type { FoundAccount, MentionAnswer, MentionQuery } from './contract.ts'
import { type AskedChannel, findAsked, findKnown } from './queries.ts'

const mostKnown = 5
const perNetwork = 8
/** Somebody is typing: what comes later helps nobody. */
const patienceMs = 4000

/** Whom one can mention: those of earlier posts, and whom each network finds, asked at once as one of its channels. */
export async function findMentionable(
  ctx: Context,
  actor: Actor,
  query: MentionQuery,
): Promise<MentionAnswer> {
  const words = query.q.replace(/^@/, '').trim()
  if (words === '') return { known: [], found: [], silent: [] }
  const seen = query.channels.filter((id) => mayOn(actor, 'post.write', [id]))
  const [known, channels] = await Promise.all([
    findKnown(ctx.db, actor, words, mostKnown),
    seen.length > 0 ? findAsked(ctx.db, actor.workspaceId, seen) : [],
  ])
  const asked = [...new Map(channels.map((channel) => [channel.network, channel])).values()]
  const answers = await Promise.all(asked.map((channel) => askNetwork(ctx, channel, words)))
  return {
    known,
    found: answers.flatMap(({ found }) => found),
    silent: answers.flatMap(({ silent }) => silent ?? []),
  }
}

type Answer = { found: FoundAccount[]; silent?: MentionAnswer['silent'][number] }

/** One network that is slow or ill keeps the others from nothing. */
async function askNetwork(ctx: Context, channel: AskedChannel, words: string): Promise<Answer> {
  const { id: channelId, network, server, appId } = channel
  const mentions = ctx.networks.get(network)?.mentions
  if (!mentions) return { found: [] }
  const subject = { channelId, network, server, appId }
  const silent = (told: string): Answer => ({ found: [], silent: { network, words: told } })
  if (await blockedUntil(ctx, subject)) return silent('The network asks us to wait a while.')
  let signIn: string | null = null
  try {
    const account = await accountFor(ctx, channelId)
    signIn = account.signIn
    const search = mentions.search(ctx.toolsFor(network, account), account, words, perNetwork)
    const found = await inTime(search)
    if (!found) return silent('The network takes too long to answer.')
    return { found: found.slice(0, perNetwork).map((one) => ({ network, ...one })) }
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    const { kind, scope, retryAt, message, alone } = error
    if (kind === 'reconnect') await reportFailure(ctx, channelId, signIn, error)
    else if (retryAt && !alone) await reportLimit(ctx, subject, { scope, remaining: 0, resetsAt: retryAt })
    return silent(message.slice(0, 300))
  }
}

async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((done) => {
    timer = setTimeout(() => done(null), patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}

import { linksTo } from '../kit/check.ts'
import type { Part } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Publish, SendCall, Sent } from '../kit/network.ts'
import { endingOf, honestBytes } from '../kit/pictures.ts'
import { textLength } from '../kit/text.ts'
import { type Ask, ask, SlowSuccess } from './client.ts'
import { ipWords, isTrueAddress } from './connect.ts'
import { Status } from './entities.ts'
import { duplicate, linkMissing } from './failures.ts'
import { find } from './find.ts'
import { manifest } from './manifest.ts'
import { partOf, sentPart } from './post.ts'

/** Weibo asks for one or two minutes when its lists are slow. */
const slowMs = 2 * 60_000
/** After so many looks nobody waits longer. */
const mostLooks = 10

/** Nothing is sent a second time sooner. */
const repeatMs = 14_000

/** What has been tried before may be what Weibo holds against it: its lists are slow at times. It is looked for once more. */
const ofItself = (cause: NetworkFailure) =>
  new NetworkFailure(
    'unknown',
    'Weibo says that this account has posted these words already, and they may be this post from an earlier try. Look there whether it is out.',
    { code: 'perhaps_out', cause },
  )

export const publish: Publish = {
  async prepare({ content, account }) {
    const { text, media } = partOf(content)
    expectFits(text, account)
    for (const picture of media) await honestBytes(picture)
    return {}
  },

  async send(call) {
    const { tools, account, content, done, save, signal } = call
    const [out] = done
    if (out) return { state: 'published', parts: [out] }
    const { text, media } = partOf(content)
    expectFits(text, account)
    const picture = await pictureOf(media)
    const repeated = tools.now().getTime() - call.firstAttemptAt.getTime() > repeatMs
    try {
      const status = await ask(tools, account, Status, {
        method: 'POST',
        path: '/2/statuses/share.json',
        values: { status: text, rip: addressOf(account) },
        ...(picture && { picture }),
        changes: true,
        carries: picture !== undefined,
        signal,
      })
      const sent = sentPart(account.remoteId, status)
      await save(sent)
      return { state: 'published', parts: [sent] }
    } catch (slow) {
      if (slow instanceof SlowSuccess) return pending(call, 0)
      if (repeated && slow instanceof NetworkFailure && slow.code === duplicate.code) throw ofItself(slow)
      throw slow
    }
  },

  async look(call, handle) {
    const looks = typeof handle === 'number' ? handle : 0
    const found = await find(call)
    if (found.found === 'yes') {
      for (const part of found.parts) await call.save(part)
      return { state: 'published', parts: found.parts }
    }
    if (looks < mostLooks) return pending(call, looks + 1)
    throw new NetworkFailure(
      'unknown',
      'Weibo says that it has published this post, and does not show it. Look there whether it is out.',
      { code: 'not_listed' },
    )
  },
}

const pending = ({ tools }: SendCall, looks: number): Sent => ({
  state: 'pending',
  handle: looks,
  lookAt: new Date(tools.now().getTime() + slowMs),
})

/** What Weibo would refuse is told before anything is sent: a request of a hundred in a day is dear. */
function expectFits(text: string, account: Account): void {
  const { max } = manifest.text
  if (textLength(text, manifest.text) > max)
    refuse('text_too_long', `Weibo takes ${max} characters. Shorten the text and try again.`)
  if (text.indexOf('#') !== text.lastIndexOf('#'))
    refuse('topic', 'Weibo takes no #topic# from an app. Leave at most one # in the text.')
  if (!linksTo(text, account.limits.text ?? {})) refuse(linkMissing.code, linkMissing.words)
  addressOf(account)
}

function addressOf({ settings }: Account): string {
  const ip = typeof settings.ip === 'string' ? settings.ip.trim() : ''
  if (!isTrueAddress(ip)) refuse('ip_odd', ipWords)
  return ip
}

async function pictureOf(media: Part['media']): Promise<Ask['picture']> {
  const [first, ...more] = media
  if (more.length > 0 || first?.kind === 'video')
    refuse('media_not_taken', 'A post at Weibo shows one picture. Take the others out.')
  if (!first) return undefined
  const bytes = await honestBytes(first)
  return {
    field: 'pic',
    file: new File([new Uint8Array(bytes)], `picture.${endingOf(first.mime)}`, { type: first.mime }),
  }
}

function refuse(code: string, words: string): never {
  throw new NetworkFailure('rejected', words, { code })
}

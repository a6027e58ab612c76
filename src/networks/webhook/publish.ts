import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Content, Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Preparing, Publish, Remove } from '../kit/network.ts'
import { endingOf, honestBytes } from '../kit/pictures.ts'
import { idFor, receiverOf, sendEvent } from './client.ts'
import { manifest } from './manifest.ts'

const Prepared = z.object({ media: z.array(z.string()) })

export const publish: Publish = {
  prepare: async (call) => ({ media: await shareMedia(call, idFor(call.key)) }),

  async send(call) {
    const known = Prepared.safeParse(call.prepared)
    const urls = known.success ? known.data.media : await shareMedia(call, idFor(call.key))
    const data = { ...about(call), post: asPost(call.content, urls) }
    const event = { id: call.key, type: 'post.publish' as const, data }
    const { id, url } = await sendEvent(call.tools, receiverOf(call.account.credential), event, {
      signal: call.signal,
    })
    const part = { remoteId: id ?? call.key, url, extra: { key: call.key } }
    await call.save(part)
    return { state: 'published', parts: [part] }
  },
}

export const edit: Edit = async (call) => {
  const [part] = call.parts
  if (!part) return []
  const stamp = createHash('sha256').update(JSON.stringify(call.content)).digest('hex').slice(0, 16)
  const urls = await shareMedia(call, idFor(call.key, stamp))
  const data = { ...about(call), remoteId: part.remoteId, post: asPost(call.content, urls) }
  // The same edit sent again is the same event; another edit is another.
  const event = { id: `${call.key}.edit.${stamp}`, type: 'post.edit' as const, data }
  const { url } = await sendEvent(call.tools, receiverOf(call.account.credential), event, {
    signal: call.signal,
  })
  return [{ ...part, url: url ?? part.url }]
}

export const remove: Remove = async (tools, account, parts) => {
  for (const { remoteId } of parts) {
    const event = {
      id: `${remoteId}.remove`,
      type: 'post.remove' as const,
      data: { ...about({ account }), remoteId },
    }
    // What is not there any more is removed.
    await sendEvent(tools, receiverOf(account.credential), event, { accept: [404, 410] })
  }
}

const about = ({ account }: Pick<Preparing, 'account'>) => ({
  channel: account.channelId,
  workspace: account.workspaceId,
})

/** The post as receivers read it; README.md describes each field. */
function asPost({ title, parts, languages }: Content, urls: readonly string[]): Json {
  const [part] = parts
  const media = part?.media ?? []
  const link = part?.link ?? null
  return {
    title,
    text: part?.text ?? '',
    languages,
    link: link && { url: link.url, title: link.title, description: link.description },
    media: media.map((one, n) => ({
      url: urls[n] ?? '',
      kind: one.kind,
      type: one.mime,
      bytes: one.bytes,
      width: one.width,
      height: one.height,
      durationMs: one.durationMs,
      alt: one.alt,
    })),
  }
}

/** Puts the files where the receiver can fetch them. */
async function shareMedia({ tools, account, content }: Preparing, prefix: string): Promise<string[]> {
  const media = content.parts[0]?.media ?? []
  const { images, videos } = manifest.media
  for (const [kind, rule] of [
    ['image', images],
    ['video', videos],
  ] as const)
    if (media.filter((one) => one.kind === kind).length > rule.max)
      throw new NetworkFailure(
        'rejected',
        `At most ${rule.max} files of this kind are sent. Leave some out.`,
        {
          code: 'too_many_media',
        },
      )
  const urls: string[] = []
  for (const [n, one] of media.entries()) {
    const bytes = await honestBytes(one)
    urls.push(await keep(() => tools.shelf(account).keep(`${prefix}-${n}.${endingOf(one.mime)}`, bytes)))
  }
  return urls
}

/** A store that is full or away is no reason to give up a post. */
async function keep(work: () => Promise<string>): Promise<string> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause
    throw new NetworkFailure(
      'later',
      'A file could not be laid ready for the receiver. It is tried again by itself.',
      {
        code: 'not_kept',
        cause,
      },
    )
  }
}

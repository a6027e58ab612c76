import { z } from 'zod'
import type { Content, Json, Media, Part } from '../kit/content.ts'
import type { Publish, SentPart } from '../kit/network.ts'
import { endingOf, honestBytes } from '../kit/pictures.ts'
import { type Ask, type Attached, call, credentialOf } from './client.ts'
import { pageOf } from './connect.ts'

const Message = z.object({
  message_id: z.number(),
  chat: z.object({ id: z.number(), username: z.string().optional() }),
})
type Message = z.infer<typeof Message>

export const publish: Publish = {
  async send({ tools, account, content, done, save, signal }) {
    const { token, chatId } = credentialOf(account)
    const [out] = done
    if (out) return { state: 'published', parts: [out] }
    const [part] = content.parts
    if (!part) throw new Error('A content has a part')
    const { method, ...ask } = await messageOf(part, content, chatId)
    const messages = await call(
      { tools, token },
      method,
      z.union([Message.array(), Message.transform((one) => [one])]),
      {
        ...ask,
        changes: true,
        signal,
      },
    )
    const sent = sentPartOf(messages, part)
    await save(sent)
    return { state: 'published', parts: [sent] }
  },
}

type Sending = Pick<Ask, 'fields' | 'files'> & { method: string }

/** The one call that a part becomes. */
async function messageOf(part: Part, { options }: Content, chatId: string): Promise<Sending> {
  const { text, media, poll } = part
  const common = {
    chat_id: chatId,
    ...(options.silent === true && { disable_notification: true }),
    ...(options.protect === true && { protect_content: true }),
  }
  if (poll)
    return {
      method: 'sendPoll',
      fields: {
        ...common,
        question: text,
        options: poll.options.map((option) => ({ text: option })),
        allows_multiple_answers: poll.multiple,
        open_period: poll.minutes * 60,
      },
    }
  const [only, ...more] = media
  if (!only) return { method: 'sendMessage', fields: { ...common, text, ...previewOf(options) } }
  const covered = options.spoiler === true
  if (more.length === 0) return oneFile(only, text, common, covered)
  return album(media, text, common, covered)
}

export const previewOf = (options: Content['options']): Record<string, Json> =>
  options.linkPreview === false ? { link_preview_options: { is_disabled: true } } : {}

const captioned = (text: string): Record<string, Json> => (text === '' ? {} : { caption: text })
const coveredBy = (covered: boolean): Record<string, Json> => (covered ? { has_spoiler: true } : {})

async function oneFile(
  media: Media,
  text: string,
  common: Record<string, Json>,
  covered: boolean,
): Promise<Sending> {
  const name = media.kind === 'image' ? 'photo' : 'video'
  return {
    method: media.kind === 'image' ? 'sendPhoto' : 'sendVideo',
    fields: { ...common, ...captioned(text), ...coveredBy(covered), ...shapeOf(media) },
    files: [await attached(media, name)],
  }
}

/** An album is as many messages; its words hang on the first, and readers see them under the whole. */
async function album(
  media: readonly Media[],
  text: string,
  common: Record<string, Json>,
  covered: boolean,
): Promise<Sending> {
  const items: Json[] = media.map((one, at) => ({
    type: one.kind === 'image' ? 'photo' : 'video',
    media: `attach://file${at}`,
    ...(at === 0 ? captioned(text) : {}),
    ...coveredBy(covered),
    ...shapeOf(one),
  }))
  const files = await Promise.all(media.map((one, at) => attached(one, `file${at}`)))
  return { method: 'sendMediaGroup', fields: { ...common, media: items }, files }
}

/** Telegram does not look into a film for its shape before somebody plays it. */
const shapeOf = ({ kind, width, height, durationMs }: Media): Record<string, Json> =>
  kind === 'image'
    ? {}
    : {
        width,
        height,
        supports_streaming: true,
        ...(durationMs !== null && { duration: Math.round(durationMs / 1000) }),
      }

const attached = async (media: Media, name: string): Promise<Attached> => ({
  name,
  bytes: await honestBytes(media),
  mime: media.mime,
  fileName: `${media.id}.${endingOf(media.mime)}`,
})

/** What a later edit or removal needs to know of the messages. */
export const Extra = z.object({
  messageIds: z.array(z.number()),
  /** What the first message is: its words are changed in another way each. */
  kind: z.enum(['text', 'caption', 'poll']),
  digests: z.array(z.string()),
})

function sentPartOf(messages: readonly Message[], part: Part): SentPart {
  const ids = messages.map(({ message_id }) => message_id)
  const [first] = messages
  const kind = part.poll ? 'poll' : part.media.length > 0 ? 'caption' : 'text'
  return {
    remoteId: String(ids[0]),
    url: first ? `${pageOf(first.chat)}/${first.message_id}` : null,
    extra: { messageIds: ids, kind, digests: part.media.map(({ digest }) => digest) } satisfies z.infer<
      typeof Extra
    >,
  }
}

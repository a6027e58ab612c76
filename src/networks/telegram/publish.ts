import { z } from 'zod'
import type { Part } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, SentPart } from '../kit/network.ts'
import { call, credentialOf, type Line } from './client.ts'
import { pageOf } from './connect.ts'
import { messageOf } from './message.ts'

const Message = z.object({
  message_id: z.number(),
  chat: z.object({ id: z.number(), username: z.string().optional() }),
})
type Message = z.infer<typeof Message>

export const publish: Publish = {
  async send(sending) {
    const { tools, account, content, done } = sending
    const { token, chatId } = credentialOf(account)
    const line = { tools, token }
    const out = done[0] ?? (await sendMessage(line, chatId, sending))
    // Said again it changes nothing, so whoever comes anew says it.
    if (content.options.pin === true) await pin(line, chatId, out, true)
    return { state: 'published', parts: [out] }
  },
}

async function sendMessage(line: Line, chatId: string, sending: SendCall): Promise<SentPart> {
  const { content, save, signal } = sending
  const [part] = content.parts
  if (!part) throw new Error('A content has a part')
  const { method, ...ask } = await messageOf(part, content, chatId)
  const answer = z.union([Message.array(), Message.transform((one) => [one])])
  const messages = await call(line, method, answer, { ...ask, changes: true, signal })
  const sent = sentPartOf(messages, part, content.options.pin === true)
  await save(sent)
  return sent
}

/** The message is out already: whatever comes of this, it is not sent again. */
export async function pin(line: Line, chatId: string, { remoteId }: SentPart, up: boolean): Promise<void> {
  const fields = { chat_id: chatId, message_id: Number(remoteId) }
  // Followers have heard of the message itself.
  const asked = up ? { ...fields, disable_notification: true } : fields
  await call(line, up ? 'pinChatMessage' : 'unpinChatMessage', z.literal(true), { fields: asked }).catch(
    (failure: unknown) => {
      if (!(failure instanceof NetworkFailure) || failure.kind === 'later') throw failure
      // Somebody was there before: it stands as it should.
      if (failure.code === 'not_modified') return
      throw up
        ? rejected(
            'not_pinned',
            'The message is out, but Telegram does not let the bot pin it. Pin it in the channel, or give the bot the right to edit messages and try again: nothing is sent twice.',
          )
        : rejected(
            'not_unpinned',
            'The words are changed, but Telegram does not let the bot take the message down from the top. Do that in the channel, or give the bot the right to edit messages and try again.',
          )
    },
  )
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })

/** What a later edit or removal needs to know of the messages. */
export const Extra = z.object({
  messageIds: z.array(z.number()),
  /** What the first message is: its words are changed in another way each. */
  kind: z.enum(['text', 'caption', 'poll']),
  digests: z.array(z.string()),
  pinned: z.boolean().optional(),
})
export type Extra = z.infer<typeof Extra>

function sentPartOf(messages: readonly Message[], part: Part, pinned: boolean): SentPart {
  const ids = messages.map(({ message_id }) => message_id)
  const [first] = messages
  const kind = part.poll ? 'poll' : part.media.length > 0 ? 'caption' : 'text'
  return {
    remoteId: String(ids[0]),
    url: first ? `${pageOf(first.chat)}/${first.message_id}` : null,
    extra: {
      messageIds: ids,
      kind,
      digests: part.media.map(({ digest }) => digest),
      ...(pinned && { pinned }),
    } satisfies Extra,
  }
}

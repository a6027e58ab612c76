import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove } from '../kit/network.ts'
import { call, credentialOf } from './client.ts'
import { Extra, previewOf } from './publish.ts'

export const edit: Edit = async ({ tools, account, content, parts, signal }) => {
  const { token, chatId } = credentialOf(account)
  const [sent] = parts
  const [part] = content.parts
  const extra = Extra.safeParse(sent?.extra)
  if (!sent || !part || !extra.success || parts.length !== content.parts.length)
    throw rejected(
      'cannot_edit',
      'Carillon does not know this message well enough to change it. Change it in Telegram.',
    )
  const { kind, digests } = extra.data
  const same = part.media.map(({ digest }) => digest).join() === digests.join()
  if (!same || (kind === 'poll') !== (part.poll !== null))
    throw rejected(
      'only_words',
      'Of a message in Telegram, Carillon changes the words alone. Keep its pictures, films and poll as they are, or publish anew.',
    )
  if (kind === 'poll') throw rejected('only_words', 'A poll in Telegram cannot be changed once it is out.')
  const fields = { chat_id: chatId, message_id: Number(sent.remoteId) }
  const changed =
    kind === 'text'
      ? { method: 'editMessageText', fields: { ...fields, text: part.text, ...previewOf(content.options) } }
      : { method: 'editMessageCaption', fields: { ...fields, caption: part.text } }
  await call({ tools, token }, changed.method, z.unknown(), {
    fields: changed.fields,
    changes: true,
    signal,
  }).catch((failure: unknown) => {
    // Said when the words are those that stand there: a repeated edit.
    if (!(failure instanceof NetworkFailure) || failure.code !== 'not_modified') throw failure
  })
  return [sent]
}

export const remove: Remove = async (tools, account, parts) => {
  const { token, chatId } = credentialOf(account)
  const ids = parts.flatMap(({ remoteId, extra }) => {
    const known = Extra.safeParse(extra)
    return known.success ? known.data.messageIds : [Number(remoteId)]
  })
  // Messages that are gone already are passed over.
  await call({ tools, token }, 'deleteMessages', z.literal(true), {
    fields: { chat_id: chatId, message_ids: ids },
  })
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })

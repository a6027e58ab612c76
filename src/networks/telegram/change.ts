import { z } from 'zod'
import type { Content, Part } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove } from '../kit/network.ts'
import { type Ask, call, credentialOf, type Line } from './client.ts'
import { buttonOf, inAlbum, previewOf, wordsOf } from './message.ts'
import { Extra, pin } from './publish.ts'

/** Words, and pictures and films one for one; a poll stands. */
export const edit: Edit = async ({ tools, account, content, parts, signal }) => {
  const { token, chatId } = credentialOf(account)
  const line = { tools, token }
  const [sent] = parts
  const [part] = content.parts
  const known = Extra.safeParse(sent?.extra).data
  if (!sent || !part || !known || parts.length !== content.parts.length)
    throw rejected(
      'cannot_edit',
      'Carillon does not know this message well enough to change it. Change it in Telegram.',
    )
  if ((known.kind === 'poll') !== (part.poll !== null) || part.media.length !== known.digests.length)
    throw rejected(
      'same_pieces',
      'Of a message in Telegram, Carillon changes the words, and pictures and films one for one. Keep as many of them as there are, and the poll as it is, or publish anew.',
    )
  const pinned = content.options.pin === true
  if (known.kind === 'poll') {
    // A poll has its votes; whether it is pinned is all that can be changed.
    if (pinned === (known.pinned === true))
      throw rejected('only_words', 'A poll in Telegram cannot be changed once it is out.')
  } else await change(line, { chatId, part, content, known, signal })
  if (pinned !== (known.pinned === true)) await pin(line, chatId, sent, pinned)
  const digests = part.media.map(({ digest }) => digest)
  const { pinned: _, ...kept } = known
  return [{ ...sent, extra: { ...kept, digests, ...(pinned && { pinned }) } satisfies Extra }]
}

type Changing = { chatId: string; part: Part; content: Content; known: Extra; signal: AbortSignal }

async function change(line: Line, { chatId, part, content, known, signal }: Changing): Promise<void> {
  const { messageIds, digests, kind } = known
  const say = (method: string, asked: Pick<Ask, 'fields' | 'files'>) =>
    call(line, method, z.unknown(), { ...asked, changes: true, signal }).catch(unlessSame)
  const button = messageIds.length === 1 ? buttonOf(content) : {}
  for (const [at, media] of part.media.entries()) {
    if (media.digest === digests[at]) continue
    const { item, files } = await inAlbum(media, content, 'file0')
    const words = at === 0 ? wordsOf(part, content, 'caption') : {}
    const fields = { chat_id: chatId, message_id: messageIds[at] ?? 0, media: { ...item, ...words } }
    await say('editMessageMedia', { fields: { ...fields, ...button }, files })
  }
  const fields = { chat_id: chatId, message_id: messageIds[0] ?? 0, ...button }
  if (kind === 'text')
    await say('editMessageText', {
      fields: { ...fields, ...wordsOf(part, content, 'text'), ...previewOf(content.options) },
    })
  // Words that came with a new picture stand there already.
  else if (part.media[0]?.digest === digests[0])
    await say('editMessageCaption', { fields: { ...fields, ...wordsOf(part, content, 'caption') } })
}

/** Said when all stands there as it should: a repeated edit. */
function unlessSame(failure: unknown): void {
  if (!(failure instanceof NetworkFailure) || failure.code !== 'not_modified') throw failure
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

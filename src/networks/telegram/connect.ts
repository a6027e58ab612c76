import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Connect, Joined, Profile } from '../kit/network.ts'
import { type Credential, call, credentialOf, type Line, server } from './client.ts'

const Bot = z.object({ id: z.number(), username: z.string() })
const Chat = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().optional(),
  username: z.string().optional(),
})
type Chat = z.infer<typeof Chat>
const Member = z.object({
  status: z.string(),
  can_post_messages: z.boolean().optional(),
  can_edit_messages: z.boolean().optional(),
  can_delete_messages: z.boolean().optional(),
})

export const connect: Connect = {
  async form(tools, _way, fields) {
    const token = (fields.token ?? '').trim()
    if (!/^\d+:[\w-]{20,}$/.test(token))
      throw rejected(
        'token_odd',
        'This is no token of a bot: it is a number, a colon and some forty letters. Copy it whole from @BotFather.',
      )
    const chatId = chatIn(fields.chat ?? '')
    const line = { tools, token }
    try {
      const { chat } = await whoIsThere(line, chatId)
      const joined: Joined = {
        ...profileOf(chat),
        remoteId: String(chat.id),
        server,
        credential: { token, chatId: String(chat.id) } satisfies Credential,
        expiresAt: null,
      }
      return [joined]
    } catch (failure) {
      // Nothing is joined yet: what would be a sign-in to renew is for the person to mend here and now.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    }
  },

  async check(tools, account) {
    const { token, chatId } = credentialOf(account)
    return profileOf((await whoIsThere({ tools, token }, chatId)).chat)
  },
}

/** The channel, once it is sure that the bot may do there what will be asked of it. */
async function whoIsThere(line: Line, chatId: string): Promise<{ chat: Chat }> {
  const bot = await call(line, 'getMe', Bot, { fields: {} })
  const chat = await call(line, 'getChat', Chat, { fields: { chat_id: chatId } })
  if (chat.type !== 'channel')
    throw new NetworkFailure(
      'reconnect',
      `${chat.title ?? 'This chat'} is no channel. Carillon publishes to channels; give the name of one.`,
      { code: 'not_channel' },
    )
  const member = await call(line, 'getChatMember', Member, { fields: { chat_id: chat.id, user_id: bot.id } })
  const lacks = [
    ...(member.can_post_messages ? [] : ['post']),
    ...(member.can_edit_messages ? [] : ['edit']),
    ...(member.can_delete_messages ? [] : ['delete']),
  ]
  if (member.status === 'creator' || (member.status === 'administrator' && lacks.length === 0))
    return { chat }
  const may = member.status === 'administrator' ? lacks.join(' and ') : 'post, edit and delete'
  throw new NetworkFailure(
    'reconnect',
    `@${bot.username} may not ${may} messages in this channel. Make it an administrator with these rights, and try again.`,
    { code: 'bot_rights' },
  )
}

/** `@name`, `t.me/name`, `https://t.me/c/123/5`, `-100123`: as the Bot API takes it. */
function chatIn(typed: string): string {
  const text = typed.trim()
  const inner = /^(?:https?:\/\/)?(?:t|telegram)\.me\/c\/(\d+)/i.exec(text)?.[1]
  if (inner) return `-100${inner}`
  const name = /^(?:@|(?:https?:\/\/)?(?:t|telegram)\.me\/(?:s\/)?)?([a-z]\w{3,31})(?:[/?].*)?$/i.exec(
    text,
  )?.[1]
  if (name) return `@${name}`
  if (/^-?\d{5,}$/.test(text)) return text.startsWith('-') ? text : `-100${text}`
  throw rejected('chat_odd', 'Write the channel as @name, as its t.me address, or as its number.')
}

// The address of a bot's picture holds its token, so there is none to show.
const profileOf = ({ id, title, username }: Chat): Profile => ({
  handle: username ? `@${username}` : (title ?? String(id)),
  name: title ?? username ?? String(id),
  avatarUrl: null,
  profileUrl: pageOf({ id, username }),
  limits: {},
})

/** Where people open the channel, without a trailing slash. */
export const pageOf = ({ id, username }: { id: number; username?: string | undefined }): string =>
  username ? `https://t.me/${username}` : `https://t.me/c/${String(id).replace(/^-100/, '')}`

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })

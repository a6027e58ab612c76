import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Nudge, Webhooks } from '../kit/network.ts'
import { isSame, jsonOf } from '../kit/webhooks.ts'
import { call, credentialOf } from './client.ts'

const Chat = z.looseObject({ chat: z.looseObject({ id: z.number() }) })
const Update = z.looseObject({
  update_id: z.number(),
  channel_post: Chat.optional(),
  edited_channel_post: Chat.optional(),
  message_reaction_count: Chat.optional(),
  my_chat_member: Chat.optional(),
})

const Info = z.looseObject({ url: z.string() })

/** All that is of a channel; what people write to the bot is nobody's business here and is not even asked for. */
const wanted = ['channel_post', 'edited_channel_post', 'message_reaction_count', 'my_chat_member'] as const

/** One update at a time, with our secret in a header (https://core.telegram.org/bots/api#setwebhook). */
export const webhooks: Webhooks = {
  isSigned: ({ headers }, { secret }) => isSame(headers['x-telegram-bot-api-secret-token'], secret),
  read(came) {
    const told = Update.safeParse(jsonOf(came))
    if (!told.success) return null
    const nudges = wanted.flatMap((kind): Nudge[] => {
      const chat = told.data[kind]?.chat
      return chat ? [{ remoteId: String(chat.id), of: 'account', post: null }] : []
    })
    return { events: [String(told.data.update_id)], at: null, nudges }
  },

  async register(tools, account, { address, secret }) {
    const { token } = credentialOf(account)
    const line = { tools, token }
    const { url } = await call(line, 'getWebhookInfo', Info, { fields: {} })
    // A bot has one address: one that another program was told of stays.
    if (url !== '' && !url.startsWith(address.slice(0, address.lastIndexOf('/') + 1)))
      throw new NetworkFailure(
        'rejected',
        'This bot tells another program already, and a bot can tell one only. Make a bot of its own for Carillon, or end it there; until then Carillon asks in its turn.',
        { code: 'hook_elsewhere' },
      )
    await call(line, 'setWebhook', z.boolean(), {
      fields: { url: address, secret_token: secret, allowed_updates: [...wanted], max_connections: 5 },
    })
    return {}
  },

  /** One bot may serve several channels, and has one address: it is taken back only where it is this one. */
  async unregister(tools, account, address) {
    const { token } = credentialOf(account)
    const line = { tools, token }
    const { url } = await call(line, 'getWebhookInfo', Info, { fields: {} })
    if (url === address) await call(line, 'deleteWebhook', z.boolean(), { fields: {} })
  },
}

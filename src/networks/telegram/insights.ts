import { z } from 'zod'
import type { Insights } from '../kit/network.ts'
import { call, credentialOf } from './client.ts'

/** The Bot API tells how many members a channel has, and nothing of a message: no views, no reactions of its own. */
export const insights: Insights = {
  postsAtOnce: 100,

  async posts(_tools, _account, remoteIds) {
    return new Map(remoteIds.map((id) => [id, []]))
  },

  async account(tools, account) {
    const { token, chatId } = credentialOf(account)
    const value = await call({ tools, token }, 'getChatMemberCount', z.number(), {
      fields: { chat_id: chatId },
    })
    return [{ metric: 'followers', value }]
  },
}

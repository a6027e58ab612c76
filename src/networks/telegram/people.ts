import { z } from 'zod'
import { clip } from '../../platform/clean.ts'
import { onlyOwn } from '../kit/network.ts'
import { addressesIn } from '../kit/people.ts'
import { call, credentialOf } from './client.ts'
import { pageOf } from './connect.ts'

const Whole = z.object({
  id: z.number(),
  title: z.string().catch(''),
  username: z.string().optional(),
  description: z.string().catch(''),
  pinned_message: z.object({ message_id: z.number() }).optional().catch(undefined),
})

/** A bot looks for nobody and reads no message; what a channel says of itself is told to it. */
export const people = onlyOwn(async (tools, account) => {
  const { token, chatId } = credentialOf(account)
  const line = { tools, token }
  const fields = { chat_id: chatId }
  const chat = await call(line, 'getChat', Whole, { fields })
  const followers = await call(line, 'getChatMemberCount', z.number(), { fields })
  const bio = clip(chat.description, 4000)
  return {
    remoteId: String(chat.id),
    account: `channel${chat.id}`,
    handle: account.handle,
    chosen: chat.username ?? account.handle.replace(/^@/, ''),
    name: clip(chat.title, 200),
    bio,
    url: pageOf(chat),
    // The address of a bot's picture holds its token.
    avatarUrl: null,
    headerUrl: null,
    createdAt: null,
    followers,
    following: null,
    posts: null,
    bot: null,
    links: addressesIn(bio),
    proven: [],
    followedByUs: null,
    pinned: chat.pinned_message !== undefined,
    pictures: null,
    lastPostAt: null,
  }
})

import type { MentionSearch } from '../kit/network.ts'
import { people } from './people.ts'

/** The server's own search; accounts that it has not heard of yet are not looked for elsewhere while somebody types. */
export const mentions: MentionSearch = {
  search: async (tools, account, words, most) =>
    (await people.search(tools, account, words, most)).map(({ account: known, handle, name }) => ({
      account: known,
      handle: handle.replace(/^@/, ''),
      name,
    })),
}

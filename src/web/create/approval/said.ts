import type { Anchor } from '../../../modules/create/approval/contract.ts'
import { contentFor, type Post } from '../../../modules/create/posts/contract.ts'

/** Some words of a text, and whose text it is: the idea's (null) or a channel's own. */
export type Marked = { channelId: string | null; anchor: Anchor }

/** What a post says where its remarks are shown. */
export type Said = {
  /** The texts of the idea, or of one channel. */
  textsOf: (channelId: string | null) => readonly string[]
  /** What is marked in the text that is being written. */
  marked: Marked | null
  /** Brings words to sight; missing where the text stands beside anyway. */
  onShow?: (marked: Marked) => void
}

/** Of a post that is read, not written. */
export const saidBy = (post: Post): Said => ({
  marked: null,
  textsOf: (channelId) => {
    const own = post.variants.find((one) => one.channelId === channelId)?.content ?? null
    return contentFor(post.content, own).parts.map(({ text }) => text)
  },
})

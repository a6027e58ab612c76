import type { History } from '../kit/network.ts'
import { call } from './client.ts'
import { afterOf, Page, postsOf } from './entities.ts'

const fields = 'id,media_type,text,timestamp,permalink'

/** Threads lists replies apart, so what hangs on other posts is not among these. */
export const history: History = async (tools, account, cursor) => {
  const values = { fields, limit: '50', ...(cursor && { after: cursor }) }
  const page = await call({ tools, account }, { method: 'GET', path: 'me/threads', values }, Page)
  const next = afterOf(page)
  return {
    posts: postsOf(page).map(({ id, media_type, text, timestamp, permalink }) => ({
      remoteId: id,
      url: permalink ?? null,
      text,
      publishedAt: timestamp,
      kind: media_type === 'REPOST_FACADE' ? 'repost' : 'post',
      measured: [],
    })),
    cursor: page.data.length === 0 || next === cursor ? null : next,
  }
}

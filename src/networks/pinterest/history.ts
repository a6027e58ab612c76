import type { z } from 'zod'
import type { History, NativePost } from '../kit/network.ts'
import { type Ask, ask, askPage } from './client.ts'
import { Pin } from './entities.ts'
import { measured, totalsOf } from './insights.ts'
import { pinUrl } from './publish.ts'

const pageSize = 50

export const history: History = async (tools, account, cursor) => {
  const asking = <R>(schema: z.ZodType<R>, asked: Ask) => ask(tools, account, schema, asked)
  const query = { page_size: pageSize, pin_metrics: true, ...(cursor !== null && { bookmark: cursor }) }
  const { items, bookmark } = await askPage(asking, Pin, { path: '/pins', query })
  return { posts: items.map(nativePost), cursor: bookmark === cursor ? null : bookmark }
}

const nativePost = (pin: Pin): NativePost => ({
  remoteId: pin.id,
  url: pinUrl(pin.id),
  text: pin.description || pin.title,
  publishedAt: pin.created_at,
  // What somebody else had pinned before, and the account saved.
  kind: pin.parent_pin_id ? 'repost' : 'post',
  measured: measured(totalsOf(pin)),
})

import { z } from 'zod'
import type { History, NativePost } from '../kit/network.ts'
import type { Listed } from './entities.ts'
import { kinds, sentPart } from './kinds.ts'
import { readPage } from './lists.ts'

/** Where each list goes on; null: it is read to its end. */
const Cursors = z.record(z.enum(kinds), z.string().nullable())
type Cursors = z.infer<typeof Cursors>

/** The three lists of a profile side by side, each page newest first. */
export const history: History = async (tools, account, cursor) => {
  const from = cursor === null ? null : Cursors.parse(JSON.parse(cursor))
  const next: Cursors = { spotlight: null, saved: null, story: null }
  const snaps: Listed[] = []
  for (const kind of kinds) {
    if (from !== null && from[kind] === null) continue
    const page = await readPage(tools, account, kind, from?.[kind] ?? null)
    snaps.push(...page.snaps)
    next[kind] = page.cursor
  }
  return {
    posts: snaps.flatMap(nativePost).sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime()),
    cursor: kinds.some((kind) => next[kind] !== null) ? JSON.stringify(next) : null,
  }
}

function nativePost({ id, kind, text, at, url: told }: Listed): NativePost[] {
  if (at === null) return []
  const { remoteId, url } = sentPart(kind, id, told)
  return [{ remoteId, url, text: text ?? '', publishedAt: at, kind: 'post', measured: [] }]
}

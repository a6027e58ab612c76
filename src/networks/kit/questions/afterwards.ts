import { describe, expect } from 'vitest'
import type { History } from '../network.ts'
import { type Ask, part, type Stage } from '../stage.ts'

type HistoryPage = Awaited<ReturnType<History>>

/** What can be done with a post that is out. */
export function askAfterwards(stage: Stage, ask: Ask): void {
  const { bed, network } = stage
  const { manifest } = network
  const has = (ability: (typeof manifest.abilities)[number]) => manifest.abilities.includes(ability)

  async function out(parts = 1) {
    const member = await stage.join()
    const content = stage.content({ parts: Array.from({ length: parts }, (_, n) => part(`part ${n + 1}`)) })
    const delivery = stage.deliver(member, content)
    const end = await stage.attempt(delivery)
    if (end.state !== 'published') throw new Error(`It was ${end.state}`)
    return { member, delivery, parts: end.parts }
  }

  const can = ['remove', 'edit', 'insights', 'history'] as const
  if (!can.some(has)) return

  describe('afterwards', () => {
    ask('removed twice', has('remove'), 'what is taken away is gone, and gone again', async () => {
      const { member, parts } = await out(manifest.threadMax > 1 ? 2 : 1)
      await network.remove?.(stage.tools, member.view(), parts)
      expect(await stage.published(member)).toEqual([])
      await network.remove?.(stage.tools, member.view(), parts)
      expect(await stage.published(member)).toEqual([])
    })

    ask('edit', has('edit'), 'an edit changes the words and nothing else', async () => {
      const { member, delivery, parts } = await out()
      const content = stage.content({ parts: [part(stage.taken('บัดนี้เปลี่ยนแล้ว <&>'))] })
      const edited = await network.edit?.({
        tools: stage.tools,
        account: member.view(),
        content,
        key: delivery.key,
        prepared: null,
        parts,
        firstAttemptAt: delivery.firstAttemptAt,
        signal: AbortSignal.timeout(20_000),
      })
      const seen = await stage.published(member)
      expect(seen.map(({ text }) => text)).toEqual([content.parts[0]?.text])
      expect(edited?.map(({ remoteId }) => remoteId)).toEqual(seen.map(({ remoteId }) => remoteId))
    })

    const postMetrics = manifest.metrics.post.map(({ metric }) => metric)
    const counts = has('insights') && postMetrics.length > 0
    ask('insights', counts, 'the numbers of a post are those of the network', async () => {
      const { member, parts } = await out()
      const [id = ''] = parts.map(({ remoteId }) => remoteId)
      const numbers = Object.fromEntries(postMetrics.map((metric, n) => [metric, n === 0 ? 0 : n * 7]))
      bed.count?.(id, numbers)
      const told = (await network.insights?.posts(stage.tools, member.view(), [id]))?.get(id) ?? []
      expect(Object.fromEntries(told.map(({ metric, value }) => [metric, value]))).toEqual(numbers)
    })

    ask('insights', counts, 'a number that the network leaves out is absent, not zero', async () => {
      const { member, parts } = await out()
      const [id = ''] = parts.map(({ remoteId }) => remoteId)
      const [hidden, ...shown] = postMetrics
      if (!hidden) throw new Error('insights are claimed, but no metric of a post')
      bed.count?.(id, { ...Object.fromEntries(shown.map((metric) => [metric, 3])), [hidden]: null })
      const told = (await network.insights?.posts(stage.tools, member.view(), [id]))?.get(id) ?? []
      expect(told.map(({ metric }) => metric).sort()).toEqual([...shown].sort())
    })

    ask('insights', counts && has('remove'), 'a post that is gone has no numbers', async () => {
      const { member, parts } = await out()
      const [id = ''] = parts.map(({ remoteId }) => remoteId)
      await network.remove?.(stage.tools, member.view(), parts)
      const next = await stage.attempt(stage.deliver(member, stage.content()))
      const other = next.state === 'published' ? (next.parts[0]?.remoteId ?? '') : ''
      const told = await network.insights?.posts(stage.tools, member.view(), [id, other])
      expect([...(told?.keys() ?? [])]).toEqual([other])
    })

    ask('history', has('history'), 'what was written elsewhere is read too, newest first', async () => {
      const { member, parts } = await out()
      stage.pass(1000)
      const text = stage.taken('Written by hand:\nTiếng Việt & <สวัสดี> 👨‍👩‍👧‍👦')
      const native = await bed.native?.(member.joined.remoteId, text)
      const page = await network.history?.(stage.tools, member.view(), null)
      expect(page?.posts.map(({ remoteId }) => remoteId)).toEqual([native?.remoteId, parts[0]?.remoteId])
      expect(page?.posts[0]).toMatchObject({ text, kind: 'post', publishedAt: native?.publishedAt })
    })

    ask('history', has('history'), 'a long history is read page by page, each post once', async () => {
      const member = await stage.join()
      const written: string[] = []
      for (let n = 0; n < 95; n++) {
        stage.pass(1000)
        const seen = await bed.native?.(member.joined.remoteId, `number ${n}`)
        if (seen) written.unshift(seen.remoteId)
      }
      const read: string[] = []
      let cursor: string | null = null
      for (let pages = 0; pages < 100; pages++) {
        const page: HistoryPage | undefined = await network.history?.(stage.tools, member.view(), cursor)
        read.push(...(page?.posts.map(({ remoteId }) => remoteId) ?? []))
        cursor = page?.cursor ?? null
        if (cursor === null) break
      }
      expect(read).toEqual(written)
    })
  })
}

import { expect, test } from 'vitest'
import type { Draft } from '../../../networks/kit/content.ts'
import { createPost } from '../posts/index.ts'
import { chirp, deliveriesOf, gazette, join, newsroom, writing } from '../posts/samples.ts'
import { LinkRuleBody } from './contract.ts'
import { readRule, setRule } from './service.ts'

const body = (over: object = {}) =>
  LinkRuleBody.parse({
    ...{ enabled: true, source: '{network}', medium: 'social', campaign: '{campaign}' },
    ...{ excluded: ['https://Shop.Example/a'], version: 0 },
    ...over,
  })

test('a rule is set once, checked, and a second writer is told', async () => {
  const w = await newsroom()
  const editor = w.actor('editor')
  expect(await readRule(w.ctx.db, w.workspaceId)).toMatchObject({ enabled: false, version: 0 })
  const set = await setRule(w.ctx, editor, body())
  expect(set).toMatchObject({ source: '{network}', excluded: ['shop.example'], version: 1 })
  await expect(setRule(w.ctx, editor, body())).rejects.toMatchObject({ code: 'link_rule.changed' })
  expect(await setRule(w.ctx, editor, body({ medium: 'posts', version: 1 }))).toMatchObject({ version: 2 })
  const there = await w.tenant()
  expect((await readRule(w.ctx.db, there.workspaceId)).version).toBe(0)
})

test('what is no name, no gap or no host is refused', () => {
  const wrong = (over: object) => LinkRuleBody.safeParse({ ...body(), ...over }).success
  expect(wrong({ source: '' })).toBe(false)
  expect(wrong({ source: '', enabled: false })).toBe(true)
  expect(wrong({ medium: 'two words' })).toBe(false)
  expect(wrong({ campaign: '{city}' })).toBe(false)
  expect(wrong({ content: 'a&b' })).toBe(false)
  expect(wrong({ excluded: ['no host!'] })).toBe(false)
})

const linksLead = { ...chirp, manifest: { ...chirp.manifest, linksLead: true } }

test('links of a scheduled post go out as the rule names them, and the post keeps its own words', async () => {
  const w = await newsroom({ networks: [linksLead, gazette] })
  const editor = w.actor('editor')
  await setRule(w.ctx, editor, body({ source: '{network}', content: '{channel}', campaign: '{category}' }))
  const [first, second] = [await join(w), await join(w, { network: 'gazette', handle: '@news' })]
  const text = 'Rye: https://a.lv/rye https://shop.example/x'
  const post = await createPost(
    w.ctx,
    editor,
    writing(text, [first, second], {
      category: 'promotional',
      content: { title: 'Rye', parts: [{ text, link: { url: 'https://a.lv/rye' } }] },
      variants: [
        { channelId: first, content: { parts: [{ text: 'https://a.lv/rye' }] } },
        { channelId: second },
      ],
      schedule: { kind: 'at', at: '2030-01-02T09:00', zone: 'Europe/Riga' },
    }),
  )
  expect(post.content.parts[0]?.text).toBe(text)
  const sent = new Map(
    (await deliveriesOf(w, post.id)).map(({ channelId, content }) => [
      channelId,
      content as unknown as Draft,
    ]),
  )
  const named = (network: string, channel: string) =>
    `https://a.lv/rye?utm_source=${network}&utm_medium=social&utm_campaign=promotional&utm_content=${channel}`
  expect(sent.get(first)?.parts[0]).toMatchObject({
    text: 'https://a.lv/rye',
    link: { url: named('chirp', 'bakery') },
  })
  expect(sent.get(first)?.leads).toEqual([{ url: 'https://a.lv/rye', to: named('chirp', 'bakery') }])
  expect(sent.get(second)?.parts[0]?.text).toBe(`Rye: ${named('gazette', 'news')} https://shop.example/x`)
  expect(sent.get(second)).not.toHaveProperty('leads')
})

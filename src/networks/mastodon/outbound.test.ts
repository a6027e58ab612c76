import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mastodonFake } from '../../../test/networks/mastodon-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import { createStage, part, picture } from '../kit/stage.ts'
import { mastodon } from './index.ts'

// The suite speaks by plain fetch. This is the same adapter on the product's own way out.

const fake = mastodonFake()
const stage = createStage(mastodon, fake)
let open = createOutbound({ allowedHosts: [] })
beforeAll(async () => {
  await stage.open()
  await open.close()
  open = createOutbound({ allowedHosts: fake.hosts() })
})
beforeEach(() => {
  fake.mode('ok')
  stage.tools.fetch = open
})
afterAll(async () => {
  await open.close()
  await stage.close()
})

test('a post with a picture goes out by the guarded way', async () => {
  const member = await stage.join()
  const content = stage.content({ parts: [part('สวัสดี', { media: [await picture('หอระฆัง')] })] })
  expect(await stage.attempt(stage.deliver(member, content))).toMatchObject({ state: 'published' })
  const [seen] = await stage.published(member)
  expect(seen).toMatchObject({ text: 'สวัสดี', media: [{ alt: 'หอระฆัง', mime: 'image/png' }] })
})

test('a connection that breaks is unknown for a post and later for an upload', async () => {
  const member = await stage.join()
  fake.mode('drop', { times: 1 })
  const delivery = stage.deliver(member, stage.content())
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  expect((await stage.again(delivery)).state).toBe('published')
  expect(await stage.published(member)).toHaveLength(1)
  fake.mode('drop', { on: 'upload', times: 1 })
  const content = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
  expect((await stage.attempt(stage.deliver(member, content))).state).toBe('later')
})

test('a request that is given up is unknown', async () => {
  fake.mode('hang', { times: 1 })
  const delivery = stage.deliver(await stage.join(), stage.content())
  const end = await stage.attempt(delivery, { signal: AbortSignal.timeout(300) })
  expect(end.state).toBe('unknown')
})

test('a server at a private address is refused in words, unless an operator allows it', async () => {
  const member = await stage.join()
  const closed = createOutbound({ allowedHosts: [] })
  stage.tools.fetch = closed
  const end = await stage.attempt(stage.deliver(member, stage.content()))
  expect(end).toMatchObject({ state: 'rejected', failure: { code: 'address_blocked' } })
  expect(await stage.published(member)).toEqual([])
  await closed.close()
})

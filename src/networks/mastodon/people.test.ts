import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { mastodonFake } from '../../../test/networks/mastodon-fake.ts'
import { createStage } from '../kit/stage.ts'
import { mastodon } from './index.ts'
import { people } from './people.ts'

const fake = mastodonFake()
const stage = createStage(mastodon, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

test('a profile tells its links, which of them are proven, and neither mentions nor the server’s own pictures', async () => {
  const member = await stage.join()
  const stranger = fake.state.addAccount('birch_bakery')
  stranger.profile = {
    display_name: 'Birch Bakery',
    note: '<p>Bread. <a href="https://birch.example/shop?a=1&amp;b=2" rel="nofollow">birch.example</a> by <a href="https://elsewhere.example/@ann" class="u-url mention">@<span>ann</span></a></p>',
    avatar: 'https://files.example/avatars/original/missing.png',
    header: 'https://files.example/headers/original/missing.png',
    bot: true,
    fields: [
      {
        name: 'Site',
        value: '<a href="https://birch.example/" rel="me">birch.example</a>',
        verified_at: '2026-01-01T00:00:00.000+00:00',
      },
      { name: 'Shop', value: 'https://shop.example', verified_at: null },
    ],
  }
  const [found] = await people.search(stage.tools, member.view(), 'birch', 5)
  expect(found).toMatchObject({
    ...{ chosen: 'birch_bakery', name: 'Birch Bakery', bot: true, avatarUrl: null, headerUrl: null },
    links: ['https://birch.example/shop?a=1&b=2', 'https://birch.example/', 'https://shop.example/'],
    proven: ['birch.example'],
    followedByUs: null,
  })
  expect(found?.handle).toBe(`@birch_bakery@${new URL(fake.origin()).host}`)
  expect(found?.account).toBe(`birch_bakery@${new URL(fake.origin()).host}`)
  expect(found?.createdAt?.toISOString()).toBe('2020-01-01T00:00:00.000Z')
})

test('our own profile tells how many of its newest pictures are described', async () => {
  const member = await stage.join()
  const { remoteId } = member.joined
  const picture = { accountId: remoteId, mime: 'image/png', bytes: 9, statusId: null, looksLeft: 0 }
  const at = stage.now()
  fake.state.addStatus({
    accountId: remoteId,
    text: 'Two pictures',
    media: [
      { ...picture, id: '1', description: 'A loaf', createdAt: at },
      { ...picture, id: '2', description: '', createdAt: at },
    ],
  })
  const own = await people.own(stage.tools, member.view())
  expect(own).toMatchObject({ pictures: { all: 2, described: 1 }, pinned: false })
  expect(own.lastPostAt).not.toBeNull()
})

test('a server that does not answer is a trouble for later, not an empty list', async () => {
  const member = await stage.join()
  fake.mode('down', { on: 'all' })
  await expect(people.lookUp(stage.tools, member.view(), ['anybody'])).rejects.toMatchObject({
    kind: 'later',
  })
  await expect(people.search(stage.tools, member.view(), 'anybody', 5)).rejects.toMatchObject({
    kind: 'later',
  })
  fake.mode('ok')
})

testDescription('Mastodon people', [fake])

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { youtubeFake } from '../../../test/networks/youtube-fake.ts'
import { createStage } from '../kit/stage.ts'
import { youtube } from './index.ts'

const fake = youtubeFake()
const stage = createStage(youtube, fake)
const { people } = youtube
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.state.searchesLeft = Number.POSITIVE_INFINITY
})

test('our own channel is told with its banner, where it leads, and its last film', async () => {
  const member = await stage.join()
  const own = () => people?.own(stage.tools, member.view())
  expect(await own()).toMatchObject({ bio: '', headerUrl: null, links: [], lastPostAt: null, followers: 3 })
  const channel = fake.state.channels.get(member.joined.remoteId)
  if (!channel) throw new Error('nobody')
  channel.description = 'Bells since 1901. https://bells.example/shop'
  channel.banner = 'https://yt3.googleusercontent.com/banner'
  channel.counts.followers = null
  await fake.native(member.joined.remoteId, 'ring')
  expect(await own()).toMatchObject({
    bio: channel.description,
    headerUrl: channel.banner,
    links: ['https://bells.example/shop'],
    followers: null,
    lastPostAt: expect.any(Date),
  })
})

test('searches that are spent stop nothing else of the project', async () => {
  const member = await stage.join()
  fake.state.searchesLeft = 0
  const before = stage.reports.length
  const end = await people?.search(stage.tools, member.view(), 'bells', 5).catch(stage.endOf)
  expect(end).toMatchObject({ state: 'later', failure: { code: 'searches_spent', alone: true } })
  expect(stage.reports).toHaveLength(before)
  expect(await people?.lookUp(stage.tools, member.view(), [member.joined.handle.slice(1)])).toHaveLength(1)
})

testDescription('YouTube', [fake])

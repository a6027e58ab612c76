import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { snapchatFake } from '../../../test/networks/snapchat-fake.ts'
import { createStage } from '../kit/stage.ts'
import { snapchat } from './index.ts'

const fake = snapchatFake()
const stage = createStage(snapchat, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

test('our own profile is told with where it leads and when it last showed something', async () => {
  const member = await stage.join()
  const own = async () => snapchat.people?.own(stage.tools, member.view())
  expect(await own()).toMatchObject({ bio: '', links: [], lastPostAt: null, followers: 12 })
  const profile = fake.state.profiles.get(member.joined.remoteId)
  if (!profile) throw new Error('nobody')
  Object.assign(profile, {
    description: 'Bells since 1901. https://bells.example/shop',
    website: 'bells.example',
  })
  await fake.native(member.joined.remoteId, 'ring')
  expect(await own()).toMatchObject({
    bio: profile.description,
    links: ['https://bells.example/', 'https://bells.example/shop'],
    lastPostAt: expect.any(Date),
  })
})

testDescription('Snapchat', [fake])

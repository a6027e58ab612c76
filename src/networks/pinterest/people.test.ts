import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { pinterestFake } from '../../../test/networks/pinterest-fake.ts'
import { createStage, part, picture } from '../kit/stage.ts'
import { pinterest } from './index.ts'

const fake = pinterestFake()
const stage = createStage(pinterest, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

test('our own profile is told with its websites, and how many pins are described', async () => {
  const member = await stage.join()
  const known = fake.state.members.get(member.joined.remoteId)
  if (!known) throw new Error('nobody')
  known.about = 'Bread since 1901. https://bakery.example/shop'
  known.website = { address: 'bakery.example', verified: true }
  for (const alt of ['a loaf', ''])
    await stage.attempt(
      stage.deliver(member, stage.content({ parts: [part('look', { media: [await picture(alt)] })] })),
    )
  expect(await pinterest.people?.own(stage.tools, member.view())).toMatchObject({
    bio: known.about,
    followers: 12,
    links: ['https://bakery.example/', 'https://bakery.example/shop'],
    proven: ['bakery.example'],
    pictures: { all: 2, described: 1 },
    lastPostAt: expect.any(Date),
  })
  known.website.verified = false
  expect((await pinterest.people?.own(stage.tools, member.view()))?.proven).toEqual([])
})

test('what is left of the window is told to all workers, where it can be read', async () => {
  const member = await stage.join()
  const answered = async () => {
    const before = stage.reports.length
    await pinterest.people?.own(stage.tools, member.view())
    return stage.reports.slice(before)[0]
  }
  const resetsAt = new Date(stage.now().getTime() + 17_000)
  expect(await answered()).toEqual({ scope: 'account', remaining: 99, resetsAt })
  fake.state.window.reset = 'soon'
  expect(await answered()).toBeUndefined()
})

testDescription('Pinterest', [fake])

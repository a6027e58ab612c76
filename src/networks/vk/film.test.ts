import { expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Media } from '../kit/content.ts'
import { part, picture } from '../kit/stage.ts'
import { vk } from './index.ts'
import { fake, film, out, stage } from './publish.fixture.ts'

test('a film, which everybody sees as soon as it is up, does not go up ahead; pictures do', async () => {
  const member = await stage.join()
  const ahead = async (media: Media[]) =>
    vk.publish?.prepare?.({
      ...{ tools: stage.tools, account: member.view(), key: 'k', firstAttemptAt: stage.now() },
      content: stage.content({ parts: [part('look', { media })] }),
      signal: AbortSignal.timeout(10_000),
      ahead: true,
    })
  expect(await ahead([await picture('a')])).toMatchObject({
    files: [{ name: expect.stringMatching(/^photo/) }],
  })
  fake.asked.length = 0
  expect(await ahead([film()])).toBeNull()
  expect(fake.asked).toEqual([])
})

test('a film goes up piece by piece, and is never held as a whole', async () => {
  const large = { ...film(), read: () => Promise.reject(new Error('It is larger than memory')) }
  const { post } = await out(stage.content({ parts: [part('look', { media: [large] })] }))
  expect(post?.attachments).toMatchObject([{ type: 'video', title: 'The oven' }])
  const strange = { ...film(), mime: 'video/quicktime' }
  const delivery = stage.deliver(
    await stage.join(),
    stage.content({ parts: [part('look', { media: [strange] })] }),
  )
  expect(await stage.attempt(delivery)).toMatchObject({ failure: { code: 'media_not_honest' } })
})

testDescription('VK', [fake])

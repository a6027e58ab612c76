import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { telegramFake } from '../../../test/networks/telegram-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Member, part, picture } from '../kit/stage.ts'
import { telegram } from './index.ts'

const fake = telegramFake()
const stage = createStage(telegram, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

/** The head of an MP4 file, which is all that anybody looks at here. */
const film = (): Media => {
  const bytes = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')
  const shape = { width: 640, height: 360, durationMs: 2400 }
  return {
    id: 'f',
    digest: 'f',
    kind: 'video',
    mime: 'video/mp4',
    bytes: 32,
    alt: '',
    ...shape,
    ...inMemory(bytes),
  }
}

async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(to, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  const own = fake.state.messages.filter(({ chatId }) => String(chatId) === to.joined.remoteId)
  return { member: to, parts: end.parts, messages: own }
}

describe('what goes out', () => {
  test('has an address where readers open it', async () => {
    const { member, parts } = await out(stage.content())
    expect(parts[0]?.url).toBe(`${member.joined.profileUrl}/${parts[0]?.remoteId}`)
  })

  test('is silent and without a preview when it is told so, and neither otherwise', async () => {
    const told = await out(stage.content({ options: { silent: true, linkPreview: false } }))
    expect(told.messages).toMatchObject([{ silent: true, preview: false }])
    expect((await out(stage.content())).messages).toMatchObject([{ silent: false, preview: true }])
  })

  test('is covered when it is told so', async () => {
    const media = [await picture('a bell')]
    const content = stage.content({ parts: [part('look', { media })], options: { spoiler: true } })
    expect((await out(content)).messages).toMatchObject([{ covered: true }])
  })

  test('is an album of pictures and films with the words at the first, and goes away as a whole', async () => {
    const media = [await picture('a'), film(), await picture('b')]
    const { member, parts, messages } = await out(stage.content({ parts: [part('three', { media })] }))
    expect(messages.map(({ text, media: [one] }) => [text, one?.mime])).toEqual([
      ['three', 'image/png'],
      ['', 'video/mp4'],
      ['', 'image/png'],
    ])
    expect(parts[0]?.extra).toMatchObject({ messageIds: messages.map(({ id }) => id) })
    await telegram.remove?.(stage.tools, member.view(), parts)
    expect(await stage.published(member)).toEqual([])
  })

  test('may be a picture without words', async () => {
    const { messages } = await out(stage.content({ parts: [part('', { media: [await picture('a')] })] }))
    expect(messages).toMatchObject([{ text: '' }])
  })
})

describe('of a message that is out', () => {
  async function edit(of: Awaited<ReturnType<typeof out>>, content: Content) {
    const { member, parts } = of
    const call = {
      tools: stage.tools,
      account: member.view(),
      key: 'k',
      prepared: null,
      firstAttemptAt: stage.now(),
    }
    const signal = AbortSignal.timeout(10_000)
    return telegram.edit?.({ ...call, content, parts, signal }).catch(stage.endOf)
  }

  test('the caption is changed, twice with the same words too', async () => {
    const media = [await picture('a'), await picture('b')]
    const sent = await out(stage.content({ parts: [part('before', { media })] }))
    const after = stage.content({ parts: [part('after', { media })] })
    expect(await edit(sent, after)).toEqual(sent.parts)
    expect(await edit(sent, after)).toEqual(sent.parts)
    expect((await stage.published(sent.member))[0]?.text).toBe('after')
  })

  test('pictures and polls stand, and that is said', async () => {
    const sent = await out(stage.content({ parts: [part('look', { media: [await picture('a')] })] }))
    const other = stage.content({ parts: [part('look', { media: [await picture('b')] })] })
    expect(await edit(sent, other)).toMatchObject({ state: 'rejected', failure: { code: 'only_words' } })
    const poll = { options: ['a', 'b'], minutes: 60, multiple: false }
    const asked = await out(stage.content({ parts: [part('Which?', { poll })] }))
    const again = stage.content({ parts: [part('Which one?', { poll })] })
    expect(await edit(asked, again)).toMatchObject({ state: 'rejected', failure: { code: 'only_words' } })
  })

  test('one that somebody deleted in the channel is said to be gone', async () => {
    const sent = await out(stage.content())
    fake.state.remove(
      Number(sent.member.joined.remoteId),
      sent.messages.map(({ id }) => id),
    )
    expect(await edit(sent, stage.content())).toMatchObject({
      state: 'rejected',
      failure: { code: 'message_gone' },
    })
  })
})

test('on the product’s own way out, what breaks or is given up is unknown, and the token is in no word', async () => {
  const open = createOutbound({ allowedHosts: fake.hosts() })
  const [door = ''] = Object.values(fake.doors())
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => open(String(input).replace('https://api.telegram.org', door), init)
  const member = await stage.join()
  expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({ state: 'published' })
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt(stage.deliver(member, stage.content()))
  fake.mode('hang', { times: 1 })
  const givenUp = await stage.attempt(stage.deliver(member, stage.content()), {
    signal: AbortSignal.timeout(300),
  })
  expect([cut.state, givenUp.state]).toEqual(['unknown', 'unknown'])
  for (const end of [cut, givenUp])
    for (const secret of fake.secrets(member.joined.remoteId))
      expect('failure' in end ? `${end.failure.message} ${end.failure.stack}` : '').not.toContain(secret)
  stage.tools.fetch = plain
  await open.close()
})

testDescription('Telegram', [fake])

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { telegramFake } from '../../../test/networks/telegram-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import { checkDraft } from '../kit/check.ts'
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

describe('what stands beside the words', () => {
  test('marks become what they mean, in words and beneath a picture', async () => {
    const text = 'Fresh **rolls** and [more](https://bakery.example/)'
    const options = { marks: true, captionAbove: true }
    const plain = await out(stage.content({ parts: [part(text)], options }))
    expect(plain.messages).toMatchObject([
      {
        text: 'Fresh rolls and more',
        entities: [
          { type: 'bold', offset: 6, length: 5 },
          { type: 'text_link', offset: 16, length: 4, url: 'https://bakery.example/' },
        ],
      },
    ])
    const media = [await picture('a')]
    const beneath = await out(stage.content({ parts: [part('**all**', { media })], options }))
    expect(beneath.messages).toMatchObject([{ text: 'all', above: true, entities: [{ type: 'bold' }] }])
    const asTyped = await out(stage.content({ parts: [part(text)] }))
    expect(asTyped.messages).toMatchObject([{ text, entities: [] }])
  })

  test('a picture that moves is an animation', async () => {
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
    const moving = { ...(await picture('a')), mime: 'image/gif', bytes: gif.length, ...inMemory(gif) }
    const { messages } = await out(stage.content({ parts: [part('look', { media: [moving] })] }))
    expect(messages).toMatchObject([{ media: [{ mime: 'image/gif' }] }])
  })

  test('a film has the cover that somebody chose, alone and in an album', async () => {
    const poster = inMemory(Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'))
    const covered = { ...film(), poster }
    const alone = await out(stage.content({ parts: [part('one', { media: [covered] })] }))
    expect(alone.messages).toMatchObject([{ media: [{ cover: true }] }])
    const media = [await picture('a'), covered]
    const together = await out(stage.content({ parts: [part('two', { media })] }))
    expect(together.messages.map(({ media: [one] }) => one?.cover ?? false)).toEqual([false, true])
  })

  test('a quiz has its right answer; one that is not there is refused before anything is sent', async () => {
    const poll = { options: ['rye', 'wheat'], minutes: 60, multiple: false }
    const quiz = (quizAnswer: string) =>
      stage.content({ parts: [part('Which is older?', { poll })], options: { quizAnswer, quizWhy: 'Told.' } })
    expect((await out(quiz('2'))).messages).toMatchObject([{ poll: { right: [1], why: 'Told.' } }])
    const end = await stage.attempt(stage.deliver(await stage.join(), quiz('3')))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'quiz_answer' } })
  })

  test('a button has words and an address, and stands beneath one picture at most', async () => {
    const button = { buttonText: 'Order', buttonUrl: 'https://bakery.example/' }
    expect((await out(stage.content({ options: button }))).messages).toMatchObject([
      { button: { text: 'Order', url: 'https://bakery.example/' } },
    ])
    const media = [await picture('a'), await picture('b')]
    const refused = async (content: Content) => stage.attempt(stage.deliver(await stage.join(), content))
    expect(await refused(stage.content({ parts: [part('two', { media })], options: button }))).toMatchObject({
      state: 'rejected',
      failure: { code: 'button_album' },
    })
    expect(await refused(stage.content({ options: { buttonText: 'Order' } }))).toMatchObject({
      state: 'rejected',
      failure: { code: 'button_half' },
    })
  })

  test('what of a button and a quiz does not fit is told while it is written', () => {
    const poll = { options: ['rye', 'wheat'], minutes: 60, multiple: false }
    const of = (options: Content['options'], over: Parameters<typeof part>[1] = {}) => {
      const content = stage.content({ parts: [part('Which is older?', over)], options })
      return checkDraft(content, telegram.manifest).map(({ code }) => code)
    }
    for (const buttonUrl of [
      'https://bakery.example/',
      'bakery.example',
      't.me/bakery?start=1',
      'tg://resolve',
    ])
      expect(of({ buttonText: 'Order', buttonUrl })).toEqual([])
    for (const buttonUrl of ['bakery', 'bakery example', 'mailto:a@bakery.example'])
      expect(of({ buttonText: 'Order', buttonUrl })).toEqual(['option_odd'])
    expect(of({ buttonText: 'Order' })).toEqual(['option_missing'])
    expect(of({ quizAnswer: '2' }, { poll })).toEqual([])
    expect(of({ quizAnswer: '3' }, { poll })).toEqual(['option_behind_poll'])
  })

  test('a message that cannot be pinned is out once, and is pinned when it is tried again', async () => {
    const member = await stage.join()
    const bot = [...fake.state.bots.values()].find(({ chatId }) => String(chatId) === member.joined.remoteId)
    const delivery = stage.deliver(member, stage.content({ options: { pin: true } }))
    if (bot) bot.rights.can_edit_messages = false
    expect(await stage.attempt(delivery)).toMatchObject({
      state: 'rejected',
      failure: { code: 'not_pinned' },
    })
    if (bot) bot.rights.can_edit_messages = true
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(1)
    expect(fake.state.chats.get(Number(member.joined.remoteId))?.pinned).toHaveLength(1)
  })
})

test('a message that Telegram says it could not take is left to a person: nobody can look', async () => {
  const member = await stage.join()
  fake.mode('down', { times: 1 })
  const end = await stage.attempt(stage.deliver(member, stage.content()))
  expect(end).toMatchObject({ state: 'unknown', failure: { code: 'server_error', status: 503 } })
})

test('the channel as it shows itself is read for the audit', async () => {
  const member = await stage.join()
  const chat = fake.state.chats.get(Number(member.joined.remoteId))
  if (chat) chat.description = 'Bread and rolls: https://bakery.example'
  const read = () => telegram.people?.own(stage.tools, member.view())
  expect(await read()).toMatchObject({
    bio: 'Bread and rolls: https://bakery.example',
    links: ['https://bakery.example/'],
    followers: 3,
    pinned: false,
  })
  await stage.attempt(stage.deliver(member, stage.content({ options: { pin: true } })))
  expect((await read())?.pinned).toBe(true)
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

  test('a picture is changed for another, in an album too, and the others stand', async () => {
    const [a, b, c] = [await picture('a'), await picture('b'), await picture('c')]
    const single = await out(stage.content({ parts: [part('look', { media: [a] })] }))
    const other = stage.content({ parts: [part('look there', { media: [b] })] })
    expect(await edit(single, other)).toMatchObject([{ extra: { digests: [b.digest] } }])
    expect((await stage.published(single.member))[0]?.text).toBe('look there')
    const album = await out(stage.content({ parts: [part('two', { media: [a, b] })] }))
    const changed = stage.content({ parts: [part('two', { media: [a, c] })] })
    expect(await edit(album, changed)).toMatchObject([{ extra: { digests: [a.digest, c.digest] } }])
    expect((await stage.published(album.member))[0]).toMatchObject({ text: 'two', media: [{}, {}] })
  })

  test('more or fewer pictures and a poll stand, and that is said', async () => {
    const sent = await out(stage.content({ parts: [part('look', { media: [await picture('a')] })] }))
    const more = stage.content({
      parts: [part('look', { media: [await picture('a'), await picture('b')] })],
    })
    expect(await edit(sent, more)).toMatchObject({ state: 'rejected', failure: { code: 'same_pieces' } })
    const poll = { options: ['a', 'b'], minutes: 60, multiple: false }
    const asked = await out(stage.content({ parts: [part('Which?', { poll })] }))
    const again = stage.content({ parts: [part('Which one?', { poll })] })
    expect(await edit(asked, again)).toMatchObject({ state: 'rejected', failure: { code: 'only_words' } })
  })

  test('its button stays when the words change, and it is pinned and taken down by its setting', async () => {
    const options = { buttonText: 'Order', buttonUrl: 'https://bakery.example/order', pin: true }
    const sent = await out(stage.content({ options }))
    const chat = fake.state.chats.get(Number(sent.member.joined.remoteId))
    expect(chat?.pinned).toEqual([sent.messages[0]?.id])
    const words = { parts: [part('other words')] }
    await edit(sent, stage.content({ ...words, options }))
    expect(sent.messages[0]).toMatchObject({ text: 'other words', button: { text: 'Order' } })
    const parts = await edit(sent, stage.content({ ...words, options: { ...options, pin: false } }))
    expect(chat?.pinned).toEqual([])
    expect(JSON.stringify(parts)).not.toContain('pinned')
  })

  test('that it cannot be taken down from the top is said so; what stands as it should is no trouble', async () => {
    const sent = await out(stage.content({ options: { pin: true } }))
    const plain = stage.tools.fetch
    const refusing = (description: string) => {
      stage.tools.fetch = async (input, init) =>
        /(un)?pinChatMessage$/.test(String(input))
          ? Response.json({ ok: false, error_code: 400, description }, { status: 400 })
          : plain(input, init)
    }
    const plainly = stage.content({ parts: [part('other words')] })
    try {
      refusing('Bad Request: not enough rights to manage pinned messages in the chat')
      expect(await edit(sent, plainly)).toMatchObject({ failure: { code: 'not_unpinned' } })
      refusing('Bad Request: CHAT_NOT_MODIFIED')
      expect(JSON.stringify(await edit(sent, plainly))).not.toContain('pinned')
      // Tried again, only the pin is set, and one that stands already is set.
      const delivery = stage.deliver(sent.member, stage.content({ options: { pin: true } }))
      delivery.done = [...sent.parts]
      expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    } finally {
      stage.tools.fetch = plain
    }
    expect(sent.messages).toHaveLength(1)
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

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { telegramFake } from '../../../test/networks/telegram-fake.ts'
import { createStage } from '../kit/stage.ts'
import { telegram } from './index.ts'

const fake = telegramFake()
const stage = createStage(telegram, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const join = (token: string, chat: string) => {
  const { form } = telegram.connect
  if (!form) throw new Error('Telegram is joined by a form')
  return form(stage.tools, 'bot', { token, chat }).catch(stage.endOf)
}

test.each([
  ['its name', (name: string) => `@${name}`],
  ['its name alone', (name: string) => name],
  ['its address', (name: string) => `https://t.me/${name}`],
  ['the address of a message in it', (name: string) => `t.me/${name}/17?single`],
  ['its page on the web', (name: string) => `https://t.me/s/${name}`],
])('a channel is joined by %s', async (_, typed) => {
  const { bot, chat } = fake.state.addChannel()
  expect(await join(bot.token, typed(chat.username ?? ''))).toMatchObject([
    {
      remoteId: String(chat.id),
      handle: `@${chat.username}`,
      name: chat.title,
      profileUrl: `https://t.me/${chat.username}`,
      credential: { token: bot.token, chatId: String(chat.id) },
      expiresAt: null,
    },
  ])
})

test('a private channel is joined by its number, in each of its forms', async () => {
  const { bot, chat } = fake.state.addChannel({ username: undefined })
  const inner = String(chat.id).replace('-100', '')
  for (const typed of [String(chat.id), `https://t.me/c/${inner}/5`, inner])
    expect(await join(bot.token, typed)).toMatchObject([
      { remoteId: String(chat.id), handle: chat.title, profileUrl: `https://t.me/c/${inner}` },
    ])
})

test.each([
  ['a token that is none', 'password', '@bells_1', 'token_odd'],
  ['a name that is none', `1:${'a'.repeat(30)}`, 'the bakery', 'chat_odd'],
  ['a token that nobody knows', `1:${'a'.repeat(30)}`, '@bells_1', 'not_authorised'],
])('%s is refused in words', async (_, token, chat, code) => {
  expect(await join(token, chat)).toMatchObject({ state: 'rejected', failure: { code } })
})

test('a channel where the bot is not, and a group, are told apart', async () => {
  const { bot } = fake.state.addChannel()
  const other = fake.state.addChannel()
  const group = fake.state.addChannel({ type: 'group' })
  expect(await join(bot.token, `@${other.chat.username}`)).toMatchObject({ failure: { code: 'no_chat' } })
  expect(await join(group.bot.token, `@${group.chat.username}`)).toMatchObject({
    failure: { code: 'not_channel' },
  })
})

test('a right that is missing is named, when the channel is joined and when it is taken away', async () => {
  const { bot, chat } = fake.state.addChannel()
  bot.rights.can_edit_messages = false
  expect(await join(bot.token, `@${chat.username}`)).toMatchObject({
    state: 'rejected',
    failure: { code: 'bot_rights', message: expect.stringContaining('may not edit messages') },
  })
  const member = await stage.join()
  const own = [...fake.state.bots.values()].find(({ chatId }) => String(chatId) === member.joined.remoteId)
  if (own) own.rights.can_post_messages = false
  const checked = await telegram.connect.check(stage.tools, member.view()).catch(stage.endOf)
  expect(checked).toMatchObject({ state: 'reconnect', failure: { code: 'bot_rights' } })
  expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({
    state: 'reconnect',
    failure: { code: 'forbidden' },
  })
})

testDescription('Telegram', [fake])

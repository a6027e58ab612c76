import { type Guide, type Place, readOn, unsure } from '../kit/guide.ts'

const seen = readOn('2026-11-30')

const bots = seen('https://core.telegram.org/bots/features', 'secondary')
const channels = seen('https://core.telegram.org/bots/api#promotechatmember', 'secondary')

const telegram = (menus: NonNullable<Place['menus']>, rows: Place['rows']): Place => ({
  ...{ kind: 'phone', at: 'Telegram', menus, rows },
  source: channels,
})

export const guide = {
  speaks: 'en',
  ways: {
    bot: [
      {
        kind: 'talk',
        at: '@BotFather',
        rows: [
          { do: 'send', with: { text: '/newbot' } },
          {
            do: 'read',
            at: 'Alright, a new bot. How are we going to call it? Please choose a name for your bot.',
          },
          { do: 'send', with: 'name' },
          { do: 'read', at: 'Good. Now let’s choose a username for your bot. It must end in `bot`.' },
          { do: 'send', with: { words: 'username' } },
          { do: 'copy', at: 'Use this token to access the HTTP API:', to: 'token' },
        ],
        source: bots,
      },
      telegram(
        [{ own: 'channel' }, 'Administrators', 'Add Admin', { own: 'bot' }],
        [
          { do: 'switch', at: unsure('Post Messages'), to: 'on' },
          { do: 'switch', at: unsure('Edit Messages of Others'), to: 'on' },
          { do: 'switch', at: unsure('Delete Messages of Others'), to: 'on' },
        ],
      ),
      telegram([{ own: 'channel' }, unsure('Channel Info')], [{ do: 'copy', at: 't.me/…', to: 'chat' }]),
    ],
  },
} as const satisfies Guide

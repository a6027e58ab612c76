import type { Manifest, Source } from '../kit/manifest.ts'

const docs = (part: string, note?: string): Source => ({
  from: `https://core.telegram.org/bots/api#${part}`,
  on: '2026-06-18',
  confidence: 'primary',
  ...(note && { note }),
})

const unspecified =
  'Telegram publishes no exact limits; its answers, which name a pause, are what is obeyed (https://grammy.dev/advanced/flood.html).'

export const manifest = {
  id: 'telegram',
  name: 'Telegram',
  colour: '#229ed9',
  mark: 'M11.944 0A12 12 0 0 0 0 12a12 12 0 0 0 12 12 12 12 0 0 0 12-12A12 12 0 0 0 12 0a12 12 0 0 0-.056 0zm4.962 7.224c.1-.002.321.023.465.14a.506.506 0 0 1 .171.325c.016.093.036.306.02.472-.18 1.898-.962 6.502-1.36 8.627-.168.9-.499 1.201-.82 1.23-.696.065-1.225-.46-1.9-.902-1.056-.693-1.653-1.124-2.678-1.8-1.185-.78-.417-1.21.258-1.91.177-.184 3.247-2.977 3.307-3.23.007-.032.014-.15-.056-.212s-.174-.041-.249-.024c-.106.024-1.793 1.14-5.061 3.345-.48.33-.913.49-1.302.48-.428-.008-1.252-.241-1.865-.44-.752-.245-1.349-.374-1.297-.789.027-.216.325-.437.893-.663 3.498-1.524 5.83-2.529 6.998-3.014 3.332-1.386 4.025-1.627 4.476-1.635z',
  homepage: 'https://telegram.org',
  ways: [
    {
      id: 'bot',
      kind: 'form',
      label: 'With a bot of your own',
      help: 'Talk to @BotFather in Telegram, send /newbot and copy the token that it answers. Then add the bot to your channel as an administrator who may post, edit and delete messages.',
      fields: [
        {
          name: 'token',
          kind: 'secret',
          label: 'Token of the bot',
          placeholder: '123456789:AA…',
          required: true,
        },
        {
          name: 'chat',
          kind: 'text',
          label: 'Channel',
          help: 'Its @name or its t.me address. For a private channel its number, which begins with -100.',
          placeholder: '@bakery',
          required: true,
          max: 100,
        },
      ],
    },
  ],
  webhooks: {
    of: 'channel',
    registers: true,
    steps: [],
    copies: [],
    tells:
      'That something was posted, changed or reacted to in the channel, and that the bot’s rights there were changed.',
    source: {
      from: 'https://core.telegram.org/bots/api#setwebhook',
      on: '2026-11-30',
      confidence: 'secondary',
    },
  },
  guarantee: 'blind',
  guaranteeWords:
    'Blind: Telegram lets a bot neither mark a message with a key nor look a sent one up. When an answer is lost, or Telegram says that it is down, which it may say after the message is out, Carillon sends nothing again and asks a person to look into the channel.',
  text: {
    max: 4096,
    maxWithMedia: 1024,
    unit: 'utf16',
    fold: null,
    source: docs(
      'sendmessage',
      'The documentation says characters; they are counted here as UTF-16 units, as Telegram measures entities, which is never too few.',
    ),
  },
  media: {
    images: {
      max: 10,
      mime: ['image/jpeg', 'image/png', 'image/gif'],
      // A picture that moves is an animation there, and no part of an album.
      alone: ['image/gif'],
      maxBytes: 10_000_000,
      maxSide: 2560,
      alt: { max: 0, required: false },
      source: docs(
        'sendphoto',
        'Width and height together at most 10,000 and one at most 20 times the other. Telegram itself shows no more than 2,560 on a side.',
      ),
    },
    videos: {
      max: 10,
      mime: ['video/mp4'],
      maxBytes: 50_000_000,
      cover: true,
      source: docs('sendvideo', 'Of a bot that uploads to Telegram’s own servers.'),
    },
    mixed: true,
    most: 10,
    required: false,
  },
  poll: {
    options: [2, 12],
    optionMax: 100,
    questionMax: 300,
    minutes: [1, 43_800],
    withMedia: false,
    source: docs('sendpoll', 'One option alone is allowed too, and is no question.'),
  },
  threadMax: 1,
  firstReply: false,
  linkCard: 'own',
  quotes: false,
  languagesMax: 0,
  options: [
    {
      name: 'silent',
      kind: 'switch',
      label: 'Without a sound',
      help: 'Readers get the message without a ring.',
      default: false,
    },
    {
      name: 'linkPreview',
      kind: 'switch',
      label: 'Preview of the first link',
      default: true,
    },
    {
      name: 'spoiler',
      kind: 'switch',
      label: 'Cover pictures and films until they are touched',
      default: false,
    },
    {
      name: 'marks',
      kind: 'switch',
      label: 'Bold, italic and links by marks',
      help: 'Readers see **bold**, __italic__, ~~struck~~, ||covered||, `code` and [words](https://…) as such, and lines that begin with > as a quotation. The marks count to the length here, and not at Telegram. The words of a poll take none.',
      default: false,
    },
    {
      name: 'buttonText',
      kind: 'text',
      label: 'Button beneath the message',
      help: 'What stands on it. Not beneath several pictures or films.',
      max: 64,
      neededBy: 'buttonUrl',
      oneMedia: true,
    },
    {
      name: 'buttonUrl',
      kind: 'url',
      label: 'Where the button leads',
      help: 'A web address, such as https://example.com.',
      max: 2048,
      pattern: '[A-Za-z]{2,5}://\\S+|[^\\s/:@]+\\.[^\\s/:@]+(/\\S*)?',
      neededBy: 'buttonText',
    },
    {
      name: 'pin',
      kind: 'switch',
      label: 'Pinned in the channel',
      help: 'It stands at the top until another is pinned. Followers hear nothing of the pinning itself.',
      default: false,
    },
    {
      name: 'captionAbove',
      kind: 'switch',
      label: 'Words above pictures and films',
      default: false,
      advanced: true,
    },
    {
      name: 'quizAnswer',
      kind: 'number',
      label: 'Right answer of a quiz',
      help: 'Its place among the answers, such as 2 for the second. Left empty, the poll is none with a right answer.',
      bounds: [1, 12],
      ofPoll: true,
      advanced: true,
    },
    {
      name: 'quizWhy',
      kind: 'text',
      label: 'Why it is right',
      help: 'Shown in a quiz to those who answer wrongly.',
      max: 200,
      advanced: true,
    },
    {
      name: 'protect',
      kind: 'switch',
      label: 'Forbid forwarding and saving',
      default: false,
      advanced: true,
    },
  ],
  presence: {
    checks: ['name', 'bio', 'link', 'pinned'],
    handles: { separators: '_', least: 5, most: 32 },
    report: null,
  },
  abilities: ['publish', 'edit', 'remove', 'insights', 'people'],
  metrics: {
    post: [],
    account: [
      {
        metric: 'followers',
        meaning: 'Members of the channel.',
        lagMinutes: 0,
        source: docs('getchatmembercount'),
      },
    ],
  },
  rates: [
    {
      scope: 'account',
      most: 20,
      perSeconds: 60,
      of: 'publish',
      source: {
        from: 'https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this',
        on: '2026-11-22',
        confidence: 'secondary',
        note: unspecified,
      },
    },
  ],
  dailyCap: 100,
  cost: null,
  setup: 'Nothing. Whoever joins a channel makes a bot for it in Telegram.',
} as const satisfies Manifest

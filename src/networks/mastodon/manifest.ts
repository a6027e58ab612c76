import type { Manifest, Source } from '../kit/manifest.ts'

const docs = (page: string, note?: string): Source => ({
  from: `https://docs.joinmastodon.org/${page}`,
  on: '2026-07-02',
  confidence: 'primary',
  ...(note && { note }),
})
const perServer =
  'Each server sets its own; read from GET /api/v2/instance when an account is joined or checked.'

const server = {
  name: 'server',
  kind: 'url',
  label: 'Server',
  help: 'The address of the account’s server, such as mastodon.social.',
  placeholder: 'mastodon.social',
  required: true,
} as const

export const manifest = {
  id: 'mastodon',
  name: 'Mastodon',
  colour: '#6364ff',
  homepage: 'https://joinmastodon.org',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at your server',
      help: 'You are sent to your server, allow Carillon to post there, and come back. No password is shared.',
      fields: [server],
    },
    {
      id: 'token',
      kind: 'form',
      label: 'Paste an access token',
      help: 'Make an application under Preferences → Development on your server with the scopes read:accounts, read:statuses, write:statuses and write:media, and paste its access token.',
      fields: [server, { name: 'token', kind: 'secret', label: 'Access token', required: true }],
    },
  ],
  guarantee: 'idempotent',
  guaranteeWords:
    'Each part carries a key that the server keeps for an hour; later, and on servers that keep no keys, Carillon looks through the account’s posts before it sends anything again.',
  text: {
    max: 500,
    unit: 'graphemes',
    urlLength: 23,
    mentionsCountLocally: true,
    requiredWithoutMedia: true,
    fold: null,
    source: docs('user/posting/', perServer),
  },
  media: {
    images: {
      max: 4,
      mime: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
      maxBytes: 16_777_216,
      maxPixels: 33_177_600,
      maxSide: 3840,
      alt: { max: 1500, required: false },
      source: docs('entities/Instance/', perServer),
    },
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime', 'video/webm'],
      maxBytes: 103_809_024,
      source: docs('entities/Instance/', perServer),
    },
    mixed: false,
    required: false,
  },
  poll: {
    options: [2, 4],
    optionMax: 50,
    minutes: [5, 43_829],
    withMedia: false,
    source: docs(
      'entities/Instance/',
      `${perServer} The user guide still says 25 characters and 7 days; servers answer 50 and about a month.`,
    ),
  },
  threadMax: 50,
  firstReply: true,
  linkCard: 'own',
  quotes: false,
  languagesMax: 1,
  options: [
    {
      name: 'spoiler',
      kind: 'text',
      label: 'Content warning',
      help: 'Shown instead of the post until the reader opens it. It counts to the length of the text.',
      max: 500,
      countsAsText: true,
    },
    {
      name: 'sensitive',
      kind: 'switch',
      label: 'Hide the media until it is opened',
      default: false,
    },
    {
      name: 'visibility',
      kind: 'choice',
      label: 'Who sees it',
      choices: [
        { value: 'public', label: 'Everybody' },
        { value: 'unlisted', label: 'Everybody, but not in feeds and search' },
        { value: 'private', label: 'Followers only' },
      ],
      default: 'public',
    },
  ],
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history'],
  metrics: {
    post: [
      {
        metric: 'quotes',
        meaning: 'Accepted quotes of the post. Told by Mastodon 4.5 and later.',
        lagMinutes: 0,
        source: docs('entities/Status/'),
      },
      {
        metric: 'likes',
        meaning: 'Favourites that the account’s server has heard of; some other servers do not count them.',
        lagMinutes: 0,
        source: docs('entities/Status/'),
      },
      {
        metric: 'reposts',
        meaning: 'Boosts that the account’s server has heard of.',
        lagMinutes: 0,
        source: docs('entities/Status/'),
      },
      {
        metric: 'replies',
        meaning: 'Replies that the account’s server has heard of, our own among them.',
        lagMinutes: 0,
        source: docs('entities/Status/'),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Followers of the account.',
        lagMinutes: 0,
        source: docs('entities/Account/'),
      },
      {
        metric: 'following',
        meaning: 'Accounts that the account follows.',
        lagMinutes: 0,
        source: docs('entities/Account/'),
      },
      {
        metric: 'posts',
        meaning: 'Posts of the account, boosts and replies among them.',
        lagMinutes: 0,
        source: docs('entities/Account/'),
      },
    ],
  },
  rates: [
    {
      scope: 'account',
      most: 300,
      perSeconds: 300,
      of: 'all',
      source: docs(
        'api/rate-limits/',
        'Also 30 uploads and 30 removals in half an hour; those are learned from 429.',
      ),
    },
  ],
  dailyCap: 100,
  cost: null,
  setup:
    'Nothing: Carillon registers itself with each server when the first account of that server is joined.',
} as const satisfies Manifest

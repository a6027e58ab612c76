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
  mark: 'M23.268 5.313c-.35-2.578-2.617-4.61-5.304-5.004C17.51.242 15.792 0 11.813 0h-.03c-3.98 0-4.835.242-5.288.309C3.882.692 1.496 2.518.917 5.127.64 6.412.61 7.837.661 9.143c.074 1.874.088 3.745.26 5.611.118 1.24.325 2.47.62 3.68.55 2.237 2.777 4.098 4.96 4.857 2.336.792 4.849.923 7.256.38.265-.061.527-.132.786-.213.585-.184 1.27-.39 1.774-.753a.057.057 0 0 0 .023-.043v-1.809a.052.052 0 0 0-.02-.041.053.053 0 0 0-.046-.01 20.282 20.282 0 0 1-4.709.545c-2.73 0-3.463-1.284-3.674-1.818a5.593 5.593 0 0 1-.319-1.433.053.053 0 0 1 .066-.054c1.517.363 3.072.546 4.632.546.376 0 .75 0 1.125-.01 1.57-.044 3.224-.124 4.768-.422.038-.008.077-.015.11-.024 2.435-.464 4.753-1.92 4.989-5.604.008-.145.03-1.52.03-1.67.002-.512.167-3.63-.024-5.545zm-3.748 9.195h-2.561V8.29c0-1.309-.55-1.976-1.67-1.976-1.23 0-1.846.79-1.846 2.35v3.403h-2.546V8.663c0-1.56-.617-2.35-1.848-2.35-1.112 0-1.668.668-1.67 1.977v6.218H4.822V8.102c0-1.31.337-2.35 1.011-3.12.696-.77 1.608-1.164 2.74-1.164 1.311 0 2.302.5 2.962 1.498l.638 1.06.638-1.06c.66-.999 1.65-1.498 2.96-1.498 1.13 0 2.043.395 2.74 1.164.675.77 1.012 1.81 1.012 3.12z',
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
      shape: {
        good: [
          [16, 9],
          [4, 3],
          [1, 1],
        ],
        source: {
          ...docs('entities/MediaAttachment/'),
          confidence: 'unverified',
          note: 'No shape is refused. Several pictures in one post are cut in the timeline, each in its own way; flat ones lose least.',
        },
      },
      alt: { max: 1500, required: false },
      source: docs('entities/Instance/', perServer),
    },
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime', 'video/webm'],
      maxBytes: 103_809_024,
      maxFrameRate: 120,
      maxPixels: 8_294_400,
      cover: true,
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
  quotes: true,
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
    {
      name: 'quoting',
      kind: 'choice',
      label: 'Who may quote',
      help: 'Mastodon 4.5 and later; older servers let nobody quote in this way.',
      default: 'own',
      choices: [
        { value: 'own', label: 'As the account has it' },
        { value: 'public', label: 'Everybody' },
        { value: 'followers', label: 'Followers' },
        { value: 'nobody', label: 'Nobody' },
      ],
      advanced: true,
    },
    {
      name: 'hideTotals',
      kind: 'switch',
      label: 'Votes of a poll are hidden until it ends',
      default: false,
      advanced: true,
    },
  ],
  presence: {
    checks: ['name', 'bio', 'avatar', 'header', 'link', 'proven', 'pinned', 'alt'],
    handles: { separators: '_.-', least: 1, most: 30 },
    report: {
      url: '{url}',
      how: 'Open the account while signed in at your own server, then ⋯, Report, and choose that it breaks the server’s rules. Forward the report to the account’s server.',
      source: docs('user/moderating/'),
    },
  },
  abilities: [
    'publish',
    'find',
    'edit',
    'remove',
    'insights',
    'history',
    'people',
    'mentions',
    'publicProfiles',
    'reactions',
  ],
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
  contest: {
    ways: ['like', 'comment', 'repost'],
    source: docs(
      'methods/statuses/#favourited_by',
      'Mastodon has no rule on contests; a server may have one in its own rules. The account’s server tells only of what it has heard.',
    ),
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

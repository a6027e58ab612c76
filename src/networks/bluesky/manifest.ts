import type { Manifest, MetricMeaning, Source } from '../kit/manifest.ts'

const lexicon = (name: string, note?: string): Source => ({
  from: `lexicon ${name}, @atproto/api 0.20.44`,
  on: '2026-11-22',
  confidence: 'primary',
  ...(note && { note }),
})

const counted = (metric: MetricMeaning['metric'], meaning: string, from: string): MetricMeaning => ({
  metric,
  meaning,
  lagMinutes: 1,
  source: lexicon(from),
})

const post = 'app.bsky.feed.defs#postView'
const profile = 'app.bsky.actor.defs#profileViewDetailed'
const rates: Source = {
  from: 'https://docs.bsky.app/docs/advanced-guides/rate-limits',
  on: '2026-08-20',
  confidence: 'primary',
  note: 'Points per account: create 3, update 2, delete 1. A server of one’s own may set others.',
}

const directory = {
  name: 'directory',
  kind: 'url',
  label: 'Identity directory',
  help: 'Only for a network of its own, apart from the public one.',
  default: 'https://plc.directory',
  advanced: true,
} as const

export const manifest = {
  id: 'bluesky',
  name: 'Bluesky',
  colour: '#1185fe',
  mark: 'M5.202 2.857C7.954 4.922 10.913 9.11 12 11.358c1.087-2.247 4.046-6.436 6.798-8.501C20.783 1.366 24 .213 24 3.883c0 .732-.42 6.156-.667 7.037-.856 3.061-3.978 3.842-6.755 3.37 4.854.826 6.089 3.562 3.422 6.299-5.065 5.196-7.28-1.304-7.847-2.97-.104-.305-.152-.448-.153-.327 0-.121-.05.022-.153.327-.568 1.666-2.782 8.166-7.847 2.97-2.667-2.737-1.432-5.473 3.422-6.3-2.777.473-5.899-.308-6.755-3.369C.42 10.04 0 4.615 0 3.883c0-3.67 3.217-2.517 5.202-1.026',
  homepage: 'https://bsky.app',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at Bluesky',
      help: 'You are sent to your own server to allow it. Nothing needs to be registered.',
      fields: [
        {
          name: 'account',
          kind: 'text',
          label: 'Handle or server',
          help: 'Your handle, or the address of your server if you would rather give the handle there.',
          placeholder: 'name.bsky.social',
          required: true,
          max: 253,
        },
        directory,
      ],
    },
    {
      id: 'password',
      kind: 'form',
      label: 'App password',
      help: 'Made in Bluesky under Settings, Privacy and security, App passwords. Never the password of the account itself.',
      fields: [
        {
          name: 'account',
          kind: 'text',
          label: 'Handle',
          placeholder: 'name.bsky.social',
          required: true,
          max: 253,
        },
        { name: 'password', kind: 'secret', label: 'App password', required: true, max: 256 },
        {
          name: 'server',
          kind: 'url',
          label: 'Server',
          help: 'Found through the handle when left empty.',
          placeholder: 'https://pds.example.org',
          advanced: true,
        },
        directory,
      ],
    },
  ],
  guarantee: 'idempotent',
  guaranteeWords:
    'Carillon chooses the record key itself from the delivery, so a repeated request finds its own post instead of making a second one.',
  text: {
    max: 300,
    unit: 'graphemes',
    maxBytes: 3000,
    requiredWithoutMedia: true,
    fold: null,
    source: lexicon('app.bsky.feed.post', 'Both limits hold: 300 graphemes and 3,000 bytes of UTF-8.'),
  },
  media: {
    images: {
      max: 10,
      mime: ['image/jpeg', 'image/png', 'image/webp'],
      // Half of what the lexicon allows: see the note.
      maxBytes: 1_000_000,
      maxSide: 2000,
      shape: {
        whole: { least: 1 / 2 },
        good: [
          [1, 1],
          [4, 5],
          [16, 9],
        ],
        source: {
          from: 'https://github.com/bluesky-social/social-app, AutoSizedImage',
          on: '2026-11-30',
          confidence: 'secondary',
          note: 'The lexicon sets no shape; the app cuts a single picture narrower than 1:2 in feeds until it is opened.',
        },
      },
      alt: { max: 2000, required: false },
      source: lexicon(
        'app.bsky.embed.images, app.bsky.embed.gallery',
        'Up to four are images, up to ten a gallery: the lexicon has room for 20 and asks apps for 10. Whether every app shows galleries by now is unverified. The lexicon allows 2,000,000 bytes (seen 20 August 2026; formerly 1,000,000). Servers that are not yet updated refuse more than 1,000,000, and a link card’s picture may never have more, so pictures are brought under that. Alt text: the lexicon sets no limit, the Bluesky app 2,000.',
      ),
    },
    videos: {
      max: 1,
      mime: ['video/mp4'],
      maxBytes: 100_000_000,
      maxSeconds: 180,
      videoCodecs: ['h264'],
      audioCodecs: ['aac'],
      captions: {
        max: 20,
        maxBytes: 20_000,
        source: lexicon('app.bsky.embed.video', 'captions: at most 20 files of text/vtt, 20,000 bytes each.'),
      },
      source: {
        from: 'lexicon app.bsky.embed.video, @atproto/api 0.20.44; https://docs.bsky.app/docs/tutorials/video',
        on: '2026-11-22',
        confidence: 'secondary',
        note: 'The lexicon allows 300,000,000 bytes since August 2026 (formerly 100,000,000); servers follow one by one. Three minutes since March 2025. A server of one’s own takes what it is set to, 50 MB as delivered. Which codecs a server without Bluesky’s video service plays is not written down; H.264 with AAC plays everywhere, so others are converted.',
      },
    },
    mixed: false,
    required: false,
  },
  poll: null,
  threadMax: 25,
  firstReply: true,
  linkCard: 'sent',
  linksLead: true,
  // A DID names an account on every server, and an account may move to another.
  idsAreGlobal: true,
  quotes: true,
  languagesMax: 3,
  options: [
    {
      name: 'replies',
      kind: 'choice',
      label: 'Who may reply',
      default: 'everyone',
      choices: [
        { value: 'everyone', label: 'Everyone' },
        { value: 'followers', label: 'Those who follow us' },
        { value: 'following', label: 'Those we follow' },
        { value: 'mentioned', label: 'Those we mention' },
        { value: 'nobody', label: 'Nobody' },
      ],
    },
    {
      name: 'quoting',
      kind: 'choice',
      label: 'Who may quote',
      default: 'everyone',
      choices: [
        { value: 'everyone', label: 'Everyone' },
        { value: 'nobody', label: 'Nobody' },
      ],
    },
    {
      name: 'pin',
      kind: 'switch',
      label: 'Pinned to the profile',
      help: 'It takes the place of the one that is pinned there now.',
      default: false,
    },
    {
      name: 'warning',
      kind: 'choice',
      label: 'Content warning',
      default: 'none',
      choices: [
        { value: 'none', label: 'None' },
        { value: 'sexual', label: 'Suggestive' },
        { value: 'nudity', label: 'Nudity' },
        { value: 'porn', label: 'Adult' },
        { value: 'graphic-media', label: 'Graphic' },
      ],
    },
  ],
  presence: {
    checks: ['name', 'handle', 'bio', 'avatar', 'header', 'link', 'proven', 'pinned', 'alt'],
    // Of the names that Bluesky itself gives out; a domain of one’s own follows the rules of domains.
    handles: { separators: '-', least: 3, most: 18 },
    report: {
      url: 'https://bsky.app/profile/{handle}',
      how: 'Open the account, then ⋯, Report account, and choose impersonation.',
      source: {
        from: 'https://bsky.social/about/support/community-guidelines',
        on: '2026-11-29',
        confidence: 'unverified',
        note: 'Impersonation is against the guidelines; the names in the menu may change.',
      },
    },
  },
  abilities: [
    'publish',
    'find',
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
      counted('likes', 'Accounts that liked the post.', post),
      counted('reposts', 'Accounts that reposted it without words of their own.', post),
      counted('replies', 'Direct replies to the post, not those further down.', post),
      counted('quotes', 'Posts that show this one inside.', post),
      counted('saves', 'Accounts that bookmarked the post; private, only the count is told.', post),
    ],
    account: [
      counted('followers', 'Accounts that follow this one.', profile),
      counted('following', 'Accounts that this one follows.', profile),
      counted('posts', 'Posts and replies of the account, without reposts.', profile),
    ],
  },
  contest: {
    ways: ['like', 'comment', 'repost'],
    source: {
      from: 'https://bsky.social/about/support/community-guidelines',
      on: '2026-11-29',
      confidence: 'unverified',
      note: 'No rule on contests is known. Who likes and reposts is public: app.bsky.feed.getLikes, getRepostedBy, getPostThread.',
    },
  },
  rates: [
    { scope: 'account', most: 1666, perSeconds: 3600, of: 'publish', source: rates },
    { scope: 'account', most: 11_666, perSeconds: 86_400, of: 'publish', source: rates },
    { scope: 'server', most: 3000, perSeconds: 300, of: 'all', source: rates },
  ],
  dailyCap: 200,
  cost: null,
  setup:
    'Nothing to register. Signing in at Bluesky needs Carillon to be reached under https or on localhost; app passwords work everywhere.',
} as const satisfies Manifest

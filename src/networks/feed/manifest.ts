import type { Manifest, Source } from '../kit/manifest.ts'

const own: Source = {
  from: 'src/networks/feed/README.md',
  on: '2026-11-22',
  confidence: 'primary',
  note: 'The feed is ours, and so are its limits.',
}

const about = [
  {
    name: 'title',
    kind: 'text',
    label: 'Title',
    help: 'What readers call the feed.',
    placeholder: 'News of our shop',
    required: true,
    max: 100,
  },
  {
    name: 'description',
    kind: 'text',
    label: 'Description',
    help: 'One sentence on what comes here.',
    max: 300,
  },
  {
    name: 'home',
    kind: 'url',
    label: 'Website',
    help: 'Where the feed belongs to.',
    placeholder: 'https://example.com',
    max: 300,
  },
  {
    name: 'language',
    kind: 'text',
    label: 'Language',
    help: 'Of most posts, as a tag such as en, lv or th.',
    placeholder: 'en',
    max: 35,
  },
] as const

export const manifest = {
  id: 'feed',
  name: 'Own feed',
  colour: '#e37a1f',
  homepage: 'https://www.rssboard.org/rss-specification',
  ways: [
    {
      id: 'make',
      kind: 'form',
      label: 'Make a feed',
      help: 'Carillon publishes it at an address of your own, as RSS, Atom and JSON Feed. It needs nobody else.',
      fields: about,
    },
  ],
  guarantee: 'idempotent',
  guaranteeWords:
    'The feed is in Carillon’s own database; an entry stands there under the key of its delivery, once.',
  text: {
    max: null,
    unit: 'graphemes',
    requiredWithoutMedia: true,
    fold: null,
    title: { max: 200, required: false },
    source: own,
  },
  media: {
    images: {
      max: 20,
      mime: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
      maxBytes: 20_000_000,
      maxSide: 3840,
      alt: { max: 2000, required: false },
      source: own,
    },
    videos: { max: 4, mime: ['video/mp4', 'video/webm'], maxBytes: 500_000_000, source: own },
    mixed: true,
    required: false,
  },
  poll: null,
  threadMax: 1,
  firstReply: false,
  linkCard: 'sent',
  quotes: false,
  languagesMax: 1,
  options: [],
  settings: about,
  abilities: ['publish', 'edit', 'remove'],
  metrics: { post: [], account: [] },
  rates: [],
  dailyCap: null,
  cost: null,
  setup:
    'Nothing. Readers elsewhere reach the feed when CARILLON_URL is an address of the internet; with CARILLON_WEBSUB_HUB they are told of new entries at once.',
} as const satisfies Manifest

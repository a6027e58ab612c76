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
  mark: 'M19.199 24C19.199 13.467 10.533 4.8 0 4.8V0c13.165 0 24 10.835 24 24h-4.801zM3.291 17.415c1.814 0 3.293 1.479 3.293 3.295 0 1.813-1.485 3.29-3.301 3.29C1.47 24 0 22.526 0 20.71s1.475-3.294 3.291-3.295zM15.909 24h-4.665c0-6.169-5.075-11.245-11.244-11.245V8.09c8.727 0 15.909 7.184 15.909 15.91z',
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

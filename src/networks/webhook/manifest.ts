import type { Manifest, Source } from '../kit/manifest.ts'

const own: Source = {
  from: 'src/networks/webhook/README.md',
  on: '2026-11-22',
  confidence: 'primary',
  note: 'What Carillon sends at most. The receiver may take less, and says so with 413 or 422.',
}

export const manifest = {
  id: 'webhook',
  name: 'Webhook',
  colour: '#6b7280',
  mark: 'M3 5.500A2.500 2.500 0 0 1 5.500 3H11v3H6v12h12v-5h3v5.500a2.500 2.500 0 0 1-2.500 2.500h-13A2.500 2.500 0 0 1 3 18.500v-13ZM14 3h7v7h-3V8.100l-7.400 7.400-2.100-2.100L15.900 6H14V3Z',
  homepage: 'https://www.standardwebhooks.com',
  ways: [
    {
      id: 'address',
      kind: 'form',
      label: 'Give an address and a secret',
      help: 'Each post is sent there as JSON, signed with the secret, so that your own program, shop or automation can publish it.',
      fields: [
        {
          name: 'url',
          kind: 'url',
          label: 'Address',
          help: 'Takes POST requests and answers 2xx once it has the post. It is asked now, with a ping.',
          placeholder: 'https://shop.example.com/hooks/carillon',
          required: true,
          max: 2000,
        },
        {
          name: 'secret',
          kind: 'secret',
          label: 'Secret',
          help: 'Give the same to the receiver: it proves that a post comes from here. At least 24 characters.',
          required: true,
          max: 200,
          offer: 'random',
        },
        { name: 'name', kind: 'text', label: 'Name', help: 'What the channel is called here.', max: 100 },
      ],
    },
  ],
  guarantee: 'idempotent',
  guaranteeWords:
    'Every repeat carries the same key, and receivers are asked to publish a key once. Whether one does is its own promise.',
  text: {
    max: null,
    unit: 'graphemes',
    requiredWithoutMedia: true,
    fold: null,
    title: { max: 300, required: false },
    source: own,
  },
  media: {
    images: {
      max: 20,
      mime: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
      maxBytes: 20_000_000,
      alt: { max: 2000, required: false },
      source: own,
    },
    videos: {
      max: 4,
      mime: ['video/mp4', 'video/webm', 'video/quicktime'],
      maxBytes: 500_000_000,
      source: own,
    },
    mixed: true,
    required: false,
  },
  poll: null,
  threadMax: 1,
  firstReply: false,
  linkCard: 'sent',
  quotes: false,
  languagesMax: 3,
  options: [],
  abilities: ['publish', 'edit', 'remove'],
  metrics: { post: [], account: [] },
  rates: [],
  dailyCap: null,
  cost: null,
  setup:
    'Nothing here. Receivers inside your own network must be named in CARILLON_ALLOWED_HOSTS; they fetch media from CARILLON_URL.',
} as const satisfies Manifest

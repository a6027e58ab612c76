import { type Pack, paidKinds } from '../pack.ts'
import { covert, plainLabels, plainSentences } from '../words.ts'

const ministry = {
  url: 'https://www.afaqs.com/news/influencer-marketing/centre-holds-meeting-with-influencers-to-discuss-latest-social-media-guidelines',
  on: '2026-11-22',
}
const since = { validFrom: '2023-01-20', validUntil: null }
const accepted = [
  '#advertisement',
  '#ad',
  '#sponsored',
  'sponsored:',
  '#collaboration',
  'collaboration:',
  'in collaboration with',
  'collaboration with',
  'paid promotion',
  '#paidpromotion',
]

export const india: Pack = {
  id: 'in',
  jurisdiction: 'IN',
  countries: ['IN'],
  version: '2026-11-22',
  name: 'India (Department of Consumer Affairs)',
  kinds: paidKinds,
  accepts: [{ words: { ...plainLabels, '*': accepted } }, { words: plainSentences }],
  rejects: {
    '*': (covert['*'] ?? []).filter((word) => word !== '#collaboration'),
    en: (covert.en ?? []).filter((word) => !/collaboration/.test(word)),
  },
  plainWords: true,
  native: 'beside',
  offers: { en: '#advertisement ' },
  rules: [
    {
      id: 'in.label',
      code: 'missing',
      severity: 'error',
      confidence: 'secondary',
      source: ministry,
      ...since,
      says: 'A tie is told as advertisement, sponsored, collaboration or paid promotion.',
      cases: [
        { text: 'My skin has never been this calm.', kind: 'payment', finds: true },
        { text: '#collaboration My skin has never been this calm.', kind: 'payment', finds: false },
      ],
    },
    {
      id: 'in.unclear',
      code: 'unclear',
      severity: 'error',
      confidence: 'secondary',
      source: ministry,
      ...since,
      says: 'Thanks and short forms are none of these.',
      cases: [
        { text: 'My skin has never been this calm, thanks to @calm #sp', kind: 'payment', finds: true },
        {
          text: '#sponsored My skin has never been this calm, thanks to @calm',
          kind: 'payment',
          finds: false,
        },
      ],
    },
  ],
}

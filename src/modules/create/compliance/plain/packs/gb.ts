import { type Pack, paidKinds } from '../pack.ts'
import { covert, plainLabels } from '../words.ts'

const asa = { url: 'http://www.asa.org.uk/resource/influencers-guide.html', on: '2026-11-22' }
const guide = {
  url: 'https://marketinglaw.osborneclarke.com/advertising-regulation/influencer-marketing-guidance-gets-a-rebrand',
  on: '2026-11-22',
}
const since = { validFrom: '2023-03-23', validUntil: null }

export const gb: Pack = {
  id: 'gb',
  jurisdiction: 'GB',
  countries: ['GB'],
  version: '2026-11-22',
  name: 'United Kingdom (CAP, ASA, CMA)',
  kinds: paidKinds,
  accepts: [{ words: plainLabels }],
  rejects: {
    ...covert,
    '*': [...(covert['*'] ?? []), '#sponsored', '#paidpartnership', '#sponsoredby'],
    en: [
      ...(covert.en ?? []),
      'sponsored',
      'sponsored by',
      'paid partnership',
      'gave me',
      'paid for by',
      'supported by',
      'funded by',
    ],
  },
  plainWords: true,
  native: 'beside',
  offers: {
    en: 'Ad: ',
    de: 'Werbung: ',
    fr: 'Publicité : ',
    ru: 'Реклама: ',
    lv: 'Reklāma: ',
    th: 'โฆษณา: ',
    vi: 'Quảng cáo: ',
  },
  rules: [
    {
      id: 'gb.label',
      code: 'missing',
      severity: 'error',
      confidence: 'primary',
      source: asa,
      ...since,
      says: 'Advertising is called so, also for gifts, one’s own brand and affiliate links.',
      cases: [
        { text: 'Obsessed with these candles.', kind: 'own_brand', finds: true },
        { text: 'Ad: obsessed with these candles.', kind: 'own_brand', finds: false },
        { text: 'Obsessed with these candles.', kind: 'none', finds: false },
      ],
    },
    {
      id: 'gb.unclear',
      code: 'unclear',
      severity: 'error',
      confidence: 'primary',
      source: asa,
      ...since,
      says: '“Sponsored”, “gifted” or a mention of the brand are not enough.',
      cases: [
        { text: '#sponsored Obsessed with these candles', kind: 'payment', finds: true },
        { text: 'Obsessed with these candles (gifted)', kind: 'gift', finds: true },
        { text: '#ad Obsessed with these candles (gifted)', kind: 'gift', finds: false },
      ],
    },
    {
      id: 'gb.upfront',
      code: 'first',
      severity: 'error',
      confidence: 'secondary',
      source: guide,
      ...since,
      within: 40,
      says: 'The label comes first.',
      cases: [
        {
          text: 'I have been burning these candles every evening since the clocks went back. #ad',
          kind: 'payment',
          finds: true,
        },
        { text: '#ad I have been burning these candles every evening.', kind: 'payment', finds: false },
      ],
    },
    {
      id: 'gb.buried',
      code: 'buried',
      severity: 'error',
      confidence: 'secondary',
      source: guide,
      ...since,
      says: 'The label does not hide among hashtags.',
      cases: [
        { text: 'Candle night #cosy #ad #home #autumn', kind: 'payment', finds: true },
        { text: '#ad Candle night #cosy #home #autumn', kind: 'payment', finds: false },
      ],
    },
    {
      id: 'gb.elsewhere',
      code: 'elsewhere',
      severity: 'error',
      confidence: 'secondary',
      source: guide,
      ...since,
      says: 'It stands in the post itself.',
      cases: [
        { text: 'Candle night', kind: 'payment', more: { firstReply: 'ad: this one' }, finds: true },
        { text: 'Ad: candle night', kind: 'payment', finds: false },
      ],
    },
  ],
}

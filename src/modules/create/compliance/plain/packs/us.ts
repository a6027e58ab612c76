import { type Pack, paidKinds } from '../pack.ts'
import { covert, plainLabels, plainSentences } from '../words.ts'

const law = { url: 'https://www.law.cornell.edu/cfr/text/16/255.5', on: '2026-11-22' }
const letters = {
  url: 'https://www.lexology.com/library/detail.aspx?g=770f56e4-c92d-458c-8fa8-87fc13f50c4f',
  on: '2026-11-22',
}
const tags = {
  url: 'https://www.lexology.com/library/detail.aspx?g=afcff0de-df96-4a79-9c93-557d809da3ae',
  on: '2026-11-22',
}
const brochure = {
  url: 'https://money.com/social-media-influencer-ads-disclosure-partnerships/',
  on: '2026-11-22',
}
const films = {
  url: 'https://piratedthoughts.com/explaining-the-ftcs-new-social-media-influencer-sponsorship-rules/',
  on: '2026-11-22',
}
const since = { validFrom: '2009-12-01', validUntil: null }

export const us: Pack = {
  id: 'us',
  jurisdiction: 'US',
  countries: ['US'],
  version: '2026-11-22',
  name: 'United States (FTC)',
  kinds: paidKinds,
  accepts: [
    {
      words: {
        ...plainLabels,
        en: [...(plainLabels.en ?? []), '#sponsored', 'sponsored:', '#paidpartnership'],
      },
    },
    { words: plainSentences },
  ],
  rejects: covert,
  plainWords: true,
  native: 'beside',
  offers: {
    en: '#ad ',
    de: 'Werbung: ',
    fr: 'Publicité : ',
    ru: 'Реклама: ',
    lv: 'Reklāma: ',
    th: 'โฆษณา: ',
    vi: 'Quảng cáo: ',
  },
  rules: [
    {
      id: 'us.F1',
      code: 'missing',
      severity: 'error',
      confidence: 'primary',
      source: law,
      ...since,
      says: 'A tie that readers do not expect is disclosed in the post.',
      cases: [
        { text: 'These shoes carried me through the whole marathon.', kind: 'gift', finds: true },
        { text: '#ad These shoes carried me through the whole marathon.', kind: 'payment', finds: false },
        { text: 'Runfast gave me these shoes, and they carried me 42 km.', kind: 'gift', finds: false },
        { text: 'These shoes carried me through the whole marathon.', kind: 'none', finds: false },
      ],
    },
    {
      id: 'us.F5',
      code: 'unclear',
      severity: 'error',
      confidence: 'secondary',
      source: letters,
      ...since,
      says: 'Short forms and thanks do not tell people that somebody pays.',
      cases: [
        { text: 'New season, new boots #sp', kind: 'payment', finds: true },
        { text: 'Thanks @runfast for the boots!', kind: 'gift', finds: true },
        { text: '#ad New season, new boots. Thanks @runfast!', kind: 'payment', finds: false },
      ],
    },
    {
      id: 'us.F3',
      code: 'late',
      severity: 'error',
      confidence: 'secondary',
      source: letters,
      ...since,
      says: 'The label stands before the place where the network folds the text.',
      cases: [
        {
          text: `${'We walked along the coast for days. '.repeat(5)}#ad`,
          kind: 'payment',
          network: 'instagram',
          finds: true,
        },
        {
          text: `#ad ${'We walked along the coast for days. '.repeat(5)}`,
          kind: 'payment',
          network: 'instagram',
          finds: false,
        },
      ],
    },
    {
      id: 'us.F6',
      code: 'buried',
      severity: 'warning',
      confidence: 'secondary',
      source: tags,
      ...since,
      says: 'The label does not hide among other hashtags.',
      cases: [
        { text: 'Morning run #shoes #fit #ad #love', kind: 'payment', finds: true },
        { text: '#ad Morning run #shoes #fit #love', kind: 'payment', finds: false },
      ],
    },
    {
      id: 'us.F7',
      code: 'elsewhere',
      severity: 'error',
      confidence: 'secondary',
      source: brochure,
      ...since,
      says: 'It stands in the post itself: not in a reply, not in a later part, not only at the end.',
      cases: [
        { text: 'Morning run in new shoes', kind: 'payment', more: { firstReply: '#ad' }, finds: true },
        {
          text: '#ad Morning run in new shoes',
          kind: 'payment',
          more: { firstReply: 'More soon' },
          finds: false,
        },
      ],
    },
    {
      id: 'us.F10',
      code: 'other_language',
      severity: 'error',
      confidence: 'primary',
      source: law,
      ...since,
      says: 'It is in the language of the post.',
      cases: [
        { text: '#ad Сегодня я бежал в новых кроссовках и очень доволен.', kind: 'payment', finds: true },
        {
          text: 'Реклама: сегодня я бежал в новых кроссовках и очень доволен.',
          kind: 'payment',
          finds: false,
        },
      ],
    },
    {
      id: 'us.F8',
      code: 'film',
      severity: 'warning',
      confidence: 'secondary',
      source: films,
      ...since,
      says: 'A film says it in the film too.',
      cases: [
        { text: '#ad New shoes in motion', kind: 'payment', more: { film: true }, finds: true },
        {
          text: '#ad New shoes in motion',
          kind: 'payment',
          more: { film: true, inMedia: true },
          finds: false,
        },
      ],
    },
    {
      id: 'us.F14',
      code: 'contest_tag',
      severity: 'warning',
      confidence: 'primary',
      source: law,
      ...since,
      says: 'Who posts for the chance of a prize says that it is a contest.',
      cases: [
        { text: '#ad My summer with Sol lemonade', kind: 'contest', finds: true },
        { text: '#ad My summer with Sol lemonade #SolContest', kind: 'contest', finds: false },
      ],
    },
  ],
}

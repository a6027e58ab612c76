import { type Pack, paidKinds } from '../pack.ts'
import { covert } from '../words.ts'

const guide = { url: 'https://www.lmsaar.de/service/werbekennzeichnung/', on: '2026-11-29' }
const first = {
  url: 'https://www.medienanstalt-nrw.de/imagebroschuere/xwerbekennzeichnxnung-im-austausch-mit-influencern-1.html',
  on: '2026-11-29',
}
const doubtful = {
  url: 'https://www.medienanstalt-nrw.de/regulierung/internet/werbung.html',
  on: '2026-11-29',
}
const since = { validFrom: '2020-11-07', validUntil: null }

export const de: Pack = {
  id: 'de',
  jurisdiction: 'DE',
  countries: ['DE'],
  version: '2026-11-29',
  name: 'Germany (state media authorities)',
  kinds: paidKinds,
  accepts: [
    {
      words: {
        de: [
          '#werbung',
          'werbung:',
          '#anzeige',
          'anzeige:',
          'bezahlte werbepartnerschaft',
          'bezahlte werbung',
          'dauerwerbesendung:',
        ],
        en: ['advertisement:', 'ad:', '#advertisement', 'paid advertising partnership'],
        '*': ['werbung:', 'anzeige:', '#werbung', '#anzeige'],
      },
    },
  ],
  rejects: {
    ...covert,
    '*': [
      ...(covert['*'] ?? []),
      '#ad',
      '#sponsored',
      '#sponsoredby',
      '#poweredby',
      '#gesponsert',
      '#werbungwegennennung',
    ],
    de: [
      ...(covert.de ?? []),
      'gesponsert',
      'sponsored by',
      'powered by',
      'bezahlte partnerschaft',
      'bezahlte kooperation',
      'kostenlos zur verfügung gestellt',
    ],
  },
  plainWords: true,
  native: 'beside',
  offers: { de: 'Werbung: ', en: 'Advertisement: ', ru: 'Реклама: ' },
  rules: [
    {
      id: 'de.label',
      code: 'missing',
      severity: 'error',
      confidence: 'secondary',
      source: guide,
      ...since,
      says: 'Advertising is called “Werbung” or “Anzeige”.',
      cases: [
        { text: 'Meine neue Jacke hält auch den Herbst in Kiel aus.', kind: 'payment', finds: true },
        {
          text: 'Werbung: Meine neue Jacke hält auch den Herbst in Kiel aus.',
          kind: 'payment',
          finds: false,
        },
        { text: 'Anzeige | Meine neue Jacke hält den Herbst aus.', kind: 'payment', finds: false },
      ],
    },
    {
      id: 'de.unclear',
      code: 'unclear',
      severity: 'error',
      confidence: 'contradicted',
      source: doubtful,
      ...since,
      says: '“#ad”, “sponsored by” or thanks may not be enough in a German text.',
      cases: [
        { text: '#ad Meine neue Jacke hält auch den Herbst in Kiel aus.', kind: 'payment', finds: true },
        {
          text: '#werbung Meine neue Jacke hält auch den Herbst in Kiel aus.',
          kind: 'payment',
          finds: false,
        },
      ],
    },
    {
      id: 'de.first',
      code: 'first',
      severity: 'error',
      confidence: 'secondary',
      source: first,
      ...since,
      within: 40,
      says: 'The label comes before the text.',
      cases: [
        {
          text: 'Meine neue Jacke hält auch den Herbst in Kiel aus, versprochen. #werbung',
          kind: 'payment',
          finds: true,
        },
        { text: '#werbung Meine neue Jacke hält den Herbst aus.', kind: 'payment', finds: false },
      ],
    },
  ],
}

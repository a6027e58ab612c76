import { type Pack, paidKinds } from '../pack.ts'
import { covert, plainLabels, plainSentences } from '../words.ts'

const directive = { url: 'https://eur-lex.europa.eu/eli/dir/2005/29/oj', on: '2026-11-22' }
const commerce = { url: 'https://eur-lex.europa.eu/eli/dir/2000/31/oj', on: '2026-11-22' }
const machines = { url: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj', on: '2026-11-30' }
const since = { validFrom: '2007-12-12', validUntil: null }

export const eu: Pack = {
  id: 'eu',
  jurisdiction: 'EU',
  countries: 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
  version: '2026-11-30',
  name: 'European Union (UCPD, e-Commerce Directive, AI Act)',
  kinds: paidKinds,
  accepts: [
    {
      words: {
        ...plainLabels,
        '*': ['#ad', '#sponsored', '#paidpartnership'],
        en: [...(plainLabels.en ?? []), 'sponsored:'],
      },
    },
    { words: plainSentences },
  ],
  rejects: covert,
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
      id: 'eu.hidden',
      code: 'missing',
      severity: 'error',
      confidence: 'secondary',
      source: directive,
      ...since,
      says: 'Commercial intent that readers do not see by themselves is told.',
      cases: [
        { text: 'Šis krēms ir mans jaunais ikdienas draugs.', kind: 'payment', finds: true },
        { text: 'Reklāma: šis krēms ir mans jaunais ikdienas draugs.', kind: 'payment', finds: false },
        {
          text: 'Apmaksāta sadarbība ar Rasa. Šis krēms ir mans jaunais ikdienas draugs.',
          kind: 'payment',
          finds: false,
        },
      ],
    },
    {
      id: 'eu.unclear',
      code: 'unclear',
      severity: 'error',
      confidence: 'secondary',
      source: directive,
      ...since,
      says: 'Thanks and vague words do not tell that somebody pays.',
      cases: [
        { text: 'Sadarbībā ar Rasa: mans jaunais krēms', kind: 'payment', finds: true },
        { text: 'Reklāma: sadarbībā ar Rasa, mans jaunais krēms', kind: 'payment', finds: false },
      ],
    },
    {
      id: 'eu.who',
      code: 'sponsor_missing',
      severity: 'warning',
      confidence: 'secondary',
      source: commerce,
      ...since,
      says: 'It can be seen on whose behalf it is.',
      cases: [
        { text: 'Ad: a new cream for cold days', kind: 'payment', finds: true },
        {
          text: 'Ad: a new cream for cold days, by Rasa',
          kind: 'payment',
          more: { sponsor: 'Rasa' },
          finds: false,
        },
      ],
    },
    {
      id: 'eu.elsewhere',
      code: 'elsewhere',
      severity: 'error',
      confidence: 'secondary',
      source: directive,
      ...since,
      says: 'It stands in the post itself.',
      cases: [
        { text: 'Mans jaunais krēms', kind: 'payment', more: { firstReply: 'Reklāma: Rasa' }, finds: true },
        { text: 'Reklāma: mans jaunais krēms', kind: 'payment', finds: false },
      ],
    },
    {
      id: 'eu.machine',
      code: 'machine_made',
      severity: 'warning',
      confidence: 'primary',
      source: machines,
      validFrom: '2026-08-02',
      validUntil: null,
      says: 'Text by a machine about matters of public interest is told as such, unless a person has looked it over and answers for it (Article 50 (4)).',
      cases: [
        { text: 'The bridge is closed until May.', more: { machine: true }, finds: true },
        { text: 'The bridge is closed until May.', finds: false },
        {
          text: 'The bridge is closed until May.',
          more: { machine: true },
          day: '2026-08-01',
          finds: false,
        },
      ],
    },
  ],
}

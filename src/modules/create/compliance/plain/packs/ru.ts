import type { Pack } from '../pack.ts'
import { covert } from '../words.ts'

const mark = { url: 'https://centra.ai/faq/media/article/170', on: '2026-11-22' }
const operators = {
  url: 'https://kurs.alfabank.ru/articles/ord-erir-erid-chto-vsyo-ehto-znachit-i-kak-markirovat-reklamu',
  on: '2026-11-22',
}
const barred = { url: 'https://www.klerk.ru/blogs/klerk_business/659337/', on: '2026-11-22' }
const disputed = {
  url: 'https://runetlex.ru/knowledge/-/zakon-o-zaprete-izmenenia-v-zakone-o-reklame-s-1-sentabra-2025-goda',
  on: '2026-11-22',
}
const grey = { url: 'https://xn--80adbv1ag.xn--80aswg/blog/markirovka-reklamy-2026', on: '2026-11-22' }
const since = { validFrom: '2022-09-01', validUntil: null }
const whole = { sponsor: 'Ромашка', sponsorNumber: '7701234567', erid: '2VtzqwXyZ12' }

export const ru: Pack = {
  id: 'ru',
  jurisdiction: 'RU',
  countries: ['RU'],
  version: '2026-11-22',
  name: 'Russia (38-FZ, 347-FZ, 72-FZ)',
  kinds: ['payment', 'gift', 'discount', 'affiliate', 'contest', 'ambassador', 'early_access'],
  accepts: [{ words: { '*': ['реклама:', '#реклама', 'на правах рекламы'] } }],
  rejects: {
    ...covert,
    '*': [...(covert['*'] ?? []), '#ad', '#sponsored', '#промо', '#реклам'],
    ru: [...(covert.ru ?? []), 'партнерский пост', 'спонсорский пост', 'партнерский материал'],
  },
  plainWords: false,
  native: 'beside',
  offers: { ru: 'Реклама. {sponsor}{number}{erid}\n', en: 'Реклама. {sponsor}{number}{erid}\n' },
  rules: [
    {
      id: 'ru.R1',
      code: 'missing',
      severity: 'error',
      confidence: 'secondary',
      source: mark,
      ...since,
      says: 'Advertising carries the word «Реклама».',
      cases: [
        { text: 'Пробую новый чай каждое утро.', kind: 'payment', more: whole, finds: true },
        {
          text: 'Реклама. ООО Ромашка, ИНН 7701234567. erid: 2VtzqwXyZ12\nПробую новый чай каждое утро.',
          kind: 'payment',
          more: whole,
          finds: false,
        },
      ],
    },
    {
      id: 'ru.unclear',
      code: 'unclear',
      severity: 'error',
      confidence: 'secondary',
      source: mark,
      ...since,
      says: 'Other words do not stand in for it.',
      cases: [
        {
          text: 'Партнёрский пост. Пробую новый чай каждое утро.',
          kind: 'payment',
          more: whole,
          finds: true,
        },
        {
          text: 'Реклама. Партнёрский пост, чай от ООО Ромашка.',
          kind: 'payment',
          more: whole,
          finds: false,
        },
      ],
    },
    {
      id: 'ru.R1.who',
      code: 'sponsor_missing',
      severity: 'error',
      confidence: 'secondary',
      source: mark,
      ...since,
      says: 'The advertiser is named in the post, or a link leads to who it is.',
      cases: [
        { text: 'Реклама. Новый чай.', kind: 'payment', more: whole, finds: true },
        { text: 'Реклама. Новый чай, ООО Ромашка.', kind: 'payment', more: whole, finds: false },
      ],
    },
    {
      id: 'ru.R1.number',
      code: 'number_missing',
      severity: 'error',
      confidence: 'secondary',
      source: operators,
      ...since,
      says: 'Its tax number (ИНН) is given, or a link to who it is.',
      cases: [
        {
          text: 'Реклама. Новый чай, ООО Ромашка.',
          kind: 'payment',
          more: { sponsor: 'Ромашка' },
          finds: true,
        },
        {
          text: 'Реклама. Новый чай, ООО Ромашка, ИНН 7701234567.',
          kind: 'payment',
          more: { sponsor: 'Ромашка' },
          finds: false,
        },
      ],
    },
    {
      id: 'ru.R1.erid',
      code: 'erid_missing',
      severity: 'error',
      confidence: 'secondary',
      source: operators,
      ...since,
      says: 'It carries the erid that an operator gave before it was published.',
      cases: [
        {
          text: 'Реклама. Новый чай, ООО Ромашка.',
          kind: 'payment',
          more: { sponsor: 'Ромашка' },
          finds: true,
        },
        {
          text: 'Реклама. ООО Ромашка. erid: 2VtzqwXyZ12',
          kind: 'payment',
          more: { sponsor: 'Ромашка' },
          finds: false,
        },
      ],
    },
    {
      id: 'ru.R2',
      code: 'erid_shape',
      severity: 'warning',
      confidence: 'unverified',
      source: operators,
      ...since,
      says: 'An erid has eight letters and digits at least.',
      cases: [
        {
          text: 'Реклама. ООО Ромашка. erid: 2V',
          kind: 'payment',
          more: { sponsor: 'Ромашка', erid: '2V' },
          finds: true,
        },
        { text: 'Реклама. ООО Ромашка. erid: 2VtzqwXyZ12', kind: 'payment', more: whole, finds: false },
      ],
    },
    {
      id: 'ru.R2.link',
      code: 'erid_link',
      severity: 'warning',
      confidence: 'unverified',
      source: operators,
      ...since,
      says: 'Links carry it as ?erid=…, or the text names it.',
      cases: [
        {
          text: 'Реклама. ООО Ромашка. https://tea.example/spring',
          kind: 'payment',
          more: whole,
          finds: true,
        },
        {
          text: 'Реклама. ООО Ромашка. https://tea.example/spring?erid=2VtzqwXyZ12',
          kind: 'payment',
          more: whole,
          finds: false,
        },
      ],
    },
    {
      id: 'ru.R3',
      code: 'erid_after',
      severity: 'error',
      confidence: 'secondary',
      source: mark,
      ...since,
      says: 'It was given before the day of publication, or on it.',
      cases: [
        {
          text: 'Реклама. ООО Ромашка. erid: 2VtzqwXyZ12',
          kind: 'payment',
          more: { ...whole, eridOn: '2031-01-01' },
          finds: true,
        },
        {
          text: 'Реклама. ООО Ромашка. erid: 2VtzqwXyZ12',
          kind: 'payment',
          more: { ...whole, eridOn: '2026-01-01' },
          finds: false,
        },
      ],
    },
    {
      id: 'ru.R4',
      code: 'barred_network',
      severity: 'error',
      confidence: 'secondary',
      source: barred,
      validFrom: '2025-09-01',
      validUntil: null,
      networks: ['instagram', 'facebook', 'facebook_page', 'x', 'twitter'],
      says: 'Nothing is advertised on networks that are blocked in Russia.',
      cases: [
        { text: 'Реклама. Новый чай', kind: 'payment', network: 'instagram', finds: true },
        {
          text: 'Реклама. Новый чай',
          kind: 'payment',
          network: 'instagram',
          day: '2025-08-31',
          finds: false,
        },
        { text: 'Реклама. Новый чай', kind: 'payment', network: 'telegram', finds: false },
      ],
    },
    {
      id: 'ru.R4.linkedin',
      code: 'barred_network',
      severity: 'error',
      confidence: 'contradicted',
      source: disputed,
      validFrom: '2025-09-01',
      validUntil: null,
      networks: ['linkedin'],
      says: 'Only some sources count LinkedIn among them.',
      cases: [
        { text: 'Реклама. Новый чай', kind: 'payment', network: 'linkedin', finds: true },
        { text: 'Новый чай', kind: 'none', network: 'linkedin', finds: false },
      ],
    },
    {
      id: 'ru.R6',
      code: 'ask_own_brand',
      severity: 'warning',
      confidence: 'contradicted',
      source: grey,
      ...since,
      says: 'Whether praise of one’s own brand on one’s own page is advertising is disputed.',
      cases: [
        { text: 'Наш новый чай уже в магазинах.', kind: 'own_brand', finds: true },
        { text: 'Наш новый чай уже в магазинах.', kind: 'none', finds: false },
      ],
    },
  ],
}

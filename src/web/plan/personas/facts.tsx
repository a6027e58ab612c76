import { type Fact, type FactField, factFields, type Share } from '../../../modules/plan/personas/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import type { Tone } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'

/** A guess is not told apart from what is known by its colour alone: its word stands beside it. */
const tones: Record<Fact['evidence'], Tone> = {
  guess: 'warn',
  talk: 'quiet',
  survey: 'info',
  network: 'info',
  analytics: 'good',
  sales: 'good',
  import: 'good',
}

/** In the order of the catalogue, each field once. */
export const byField = (facts: readonly Fact[]): [FactField, Fact[]][] =>
  factFields.flatMap((field) => {
    const found = facts.filter((fact) => fact.field === field)
    return found.length > 0 ? [[field, found] satisfies [FactField, Fact[]]] : []
  })

export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {facts.map((fact) => (
        <li key={JSON.stringify(fact)}>
          <FactWords fact={fact} />
        </li>
      ))}
    </ul>
  )
}

/** What is known, from where, and since when. */
function FactWords({ fact }: { fact: Fact }) {
  const t = useWords('personas')
  const { words, range, shares } = fact
  return (
    <div className="flex flex-col gap-1">
      {range && <p className="font-medium figures">{t('years', { from: range.from, to: range.to })}</p>}
      {words && <p className="break-words whitespace-pre-wrap">{words}</p>}
      {shares.length > 0 && <Shares shares={shares} />}
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
        <Evidenced fact={fact} />
      </p>
    </div>
  )
}

/** From where, and since when. */
export function Evidenced({ fact: { evidence, source, knownOn } }: { fact: Fact }) {
  const t = useWords('personas')
  const { locale } = useFormats()
  const day = knownOn && sayDay(knownOn, locale, { day: 'numeric', month: 'short', year: 'numeric' })
  return (
    <>
      <Badge tone={tones[evidence]}>{t(`evidence.${evidence}`)}</Badge>
      <span className="min-w-0 break-words">{[source, day].filter(Boolean).join(' · ')}</span>
    </>
  )
}

const shownAtFirst = 6

/** Parts of an audience as bars, the largest first. */
export function Shares({ shares }: { shares: readonly Share[] }) {
  const t = useWords('personas')
  const largest = Math.max(...shares.map(({ share }) => share), 0.001)
  const bars = (some: readonly Share[]) =>
    some.map(({ value, share }) => (
      <ShareBar key={value} value={value} share={share} width={share / largest} />
    ))
  return (
    <>
      <ul className="flex flex-col gap-1">{bars(shares.slice(0, shownAtFirst))}</ul>
      {shares.length > shownAtFirst && (
        <details>
          <summary className="min-h-6 cursor-pointer text-sm text-accent underline touch:min-h-11">
            {t('moreParts', { count: shares.length - shownAtFirst })}
          </summary>
          <ul className="mt-1 flex flex-col gap-1">{bars(shares.slice(shownAtFirst))}</ul>
        </details>
      )}
    </>
  )
}

function ShareBar({ value, share, width }: Share & { width: number }) {
  const formats = useFormats()
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_3.5rem] items-center gap-2 text-sm">
      <span className="truncate" title={value}>
        {value}
      </span>
      <span aria-hidden className="h-2 overflow-hidden rounded-full bg-quiet-soft">
        <span className="block h-full rounded-full bg-accent-solid" style={{ width: `${width * 100}%` }} />
      </span>
      <span className="text-right figures">{formats.percent(share)}</span>
    </li>
  )
}

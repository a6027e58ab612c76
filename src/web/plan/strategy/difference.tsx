import { diffWords } from 'diff'
import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import type { Difference as Otherwise } from '../../../modules/plan/strategy/contract.ts'
import { useWords } from '../../kit/words.ts'
import { useSaid } from './part-names.ts'

type Piece = { text: string; how: 'same' | 'added' | 'removed' }

/** Beyond it, counting word by word takes longer than anybody reads. */
const mostWords = 20_000

/** Words are told apart as the language does; Thai and Vietnamese have no spaces between theirs, or in the middle of them. */
function piecesOf(before: string, after: string, locale: string): Piece[] {
  if (before === '' || after === '' || before.length + after.length > mostWords)
    return [
      ...(before ? [{ text: before, how: 'removed' as const }] : []),
      ...(after ? [{ text: after, how: 'added' as const }] : []),
    ]
  const intlSegmenter = new Intl.Segmenter(locale, { granularity: 'word' })
  return diffWords(before, after, { intlSegmenter }).map(({ value, added, removed }) => ({
    text: value,
    how: added ? 'added' : removed ? 'removed' : 'same',
  }))
}

/** What was taken out is struck through, what came in is underlined: never told by colour alone. */
export function WordsDifference({ before, after }: { before: string; after: string }) {
  const t = useWords('strategy')
  const locale = useLocale()
  const pieces = useMemo(() => piecesOf(before, after, locale), [before, after, locale])
  return (
    <p className="rounded-md bg-sunken p-3 text-base break-words whitespace-pre-wrap">
      {pieces.map(({ text, how }, place) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and are drawn anew together
        if (how === 'same') return <span key={place}>{text}</span>
        const Mark = how === 'added' ? 'ins' : 'del'
        return (
          <Mark
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={place}
            className={how === 'added' ? 'bg-good-soft text-good' : 'bg-bad-soft text-bad'}
          >
            <span className="sr-only">{t(`history.${how}`)}: </span>
            {text}
          </Mark>
        )
      })}
    </p>
  )
}

type Props = { all: readonly Otherwise[]; names: ReadonlyMap<string, string> }

/** Everything that reads otherwise, part by part. */
export function Differences({ all, names }: Props) {
  const t = useWords('strategy')
  const said = useSaid()
  if (all.length === 0) return <p className="text-muted">{t('history.same')}</p>
  const parts = [...new Set(all.map(({ part }) => part))]
  return (
    <div className="flex flex-col gap-5">
      {parts.map((part) => (
        <section key={part} className="flex flex-col gap-2.5">
          <h3 className="text-base font-semibold">{t(`parts.${part}`)}</h3>
          {all
            .filter((one) => one.part === part)
            .map(({ field, before, after }) => (
              <div key={field}>
                <h4 className="mb-1 text-sm text-muted">{said.field(part, field)}</h4>
                <WordsDifference
                  before={said.value(field, before, names)}
                  after={said.value(field, after, names)}
                />
              </div>
            ))}
        </section>
      ))}
    </div>
  )
}

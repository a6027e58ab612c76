import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useLocale } from 'use-intl'
import { cx } from '../../kit/class.ts'
import { ErrorState } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { Spinner } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { isLanguage } from '../../messages/languages.ts'
import { type Emoji, findEmoji, groups, signOf, type Tone } from './emoji/emoji.ts'
import { keepRecent, keepTone, recentSigns, toneKept } from './emoji/kept.ts'
import { loadEmoji } from './emoji/load.ts'
import type { PanelProps } from './tools.tsx'

const tones: readonly Tone[] = [0, 1, 2, 3, 4, 5]

/** All emoji by group, or those that some words find; arrows walk through them, Enter takes one. */
export default function EmojiPicker({ onChoose }: PanelProps) {
  const t = useWords('writing')
  const locale = useLocale()
  const [typed, setTyped] = useState('')
  const [tone, setTone] = useState(toneKept)
  const [group, setGroup] = useState<number>(() => (recentSigns().length > 0 ? -1 : 0))
  const all = useQuery({
    queryKey: ['emoji', locale],
    queryFn: () => loadEmoji(isLanguage(locale) ? locale : 'en'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const list = useRef<HTMLFieldSetElement>(null)
  const take = (sign: string) => {
    keepRecent(sign)
    onChoose(sign)
  }
  if (all.isError) return <ErrorState words={t('emoji.failed')} onRetry={() => void all.refetch()} />
  if (!all.data) return <Spinner />
  const shown = typed.trim() ? findEmoji(all.data, typed) : ofGroup(all.data, group, tone)
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        icon={Search}
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          const first = list.current?.querySelector('button')
          if (event.key === 'ArrowDown' && first) {
            event.preventDefault()
            first.focus()
          } else if (event.key === 'Enter' && shown[0]) take(signOf(shown[0], tone))
        }}
      />
      {!typed.trim() && <GroupBar group={group} onGroup={setGroup} />}
      <fieldset
        ref={list}
        aria-label={t('emoji.heading')}
        onKeyDown={walk}
        className="grid h-56 grid-cols-8 content-start gap-0.5 overflow-y-auto"
      >
        {shown.map((one, place) => (
          <button
            key={one[0]}
            type="button"
            tabIndex={place === 0 ? 0 : -1}
            title={one[1]}
            aria-label={one[1]}
            onClick={() => take(signOf(one, tone))}
            className="flex size-9 items-center justify-center rounded-md text-xl hover:bg-hover"
          >
            {signOf(one, tone)}
          </button>
        ))}
        {shown.length === 0 && <p className="col-span-8 p-2 text-sm text-muted">{t('emoji.none')}</p>}
      </fieldset>
      <ToneBar
        tone={tone}
        onTone={(next) => {
          keepTone(next)
          setTone(next)
        }}
      />
    </div>
  )
}

/** Those that were taken last wear the tone that they had then. */
function ofGroup(all: readonly Emoji[], group: number, tone: Tone): Emoji[] {
  if (group >= 0) return all.filter((one) => one[3] === group)
  const bySign = new Map(
    all.flatMap((one) => [one[0], ...one[4].split(' ')].map((sign) => [sign, one] as const)),
  )
  return recentSigns().flatMap((sign) => {
    const one = bySign.get(sign)
    return one ? [signOf(one, tone) === sign ? one : ([sign, one[1], '', one[3], ''] satisfies Emoji)] : []
  })
}

/** Arrows go along the rows of eight, and up from the first back to the field. */
function walk(event: KeyboardEvent<HTMLFieldSetElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key]
  if (!step || !(event.target instanceof HTMLButtonElement)) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const next = buttons.indexOf(event.target) + step
  if (next < 0) event.currentTarget.parentElement?.querySelector('input')?.focus()
  else buttons[Math.min(next, buttons.length - 1)]?.focus()
}

function GroupBar({ group, onGroup }: { group: number; onGroup: (group: number) => void }) {
  const t = useWords('writing')
  const shown = [
    ...(recentSigns().length > 0 ? [{ group: -1, name: 'recent', sign: '🕘' } as const] : []),
    ...groups,
  ]
  return (
    <fieldset className="flex justify-between" aria-label={t('emoji.groups')}>
      {shown.map((one) => (
        <button
          key={one.name}
          type="button"
          title={t(`emoji.group.${one.name}`)}
          aria-label={t(`emoji.group.${one.name}`)}
          aria-pressed={one.group === group}
          onClick={() => onGroup(one.group)}
          className={cx(
            'flex size-7 items-center justify-center rounded-md text-lg touch:size-8',
            one.group === group ? 'bg-press' : 'hover:bg-hover',
          )}
        >
          {one.sign}
        </button>
      ))}
    </fieldset>
  )
}

function ToneBar({ tone, onTone }: { tone: Tone; onTone: (tone: Tone) => void }) {
  const t = useWords('writing')
  const hand = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿']
  return (
    <fieldset className="flex items-center gap-1" aria-label={t('emoji.tone')}>
      {tones.map((one) => (
        <button
          key={one}
          type="button"
          aria-label={t('emoji.tones', { tone: one })}
          title={t('emoji.tones', { tone: one })}
          aria-pressed={one === tone}
          onClick={() => onTone(one)}
          className={cx(
            'flex size-8 items-center justify-center rounded-md text-lg',
            one === tone ? 'bg-press' : 'hover:bg-hover',
          )}
        >
          {hand[one]}
        </button>
      ))}
    </fieldset>
  )
}

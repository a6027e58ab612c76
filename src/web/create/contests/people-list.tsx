import { type KeyboardEvent, memo, useCallback, useLayoutEffect, useRef } from 'react'
import type { Taker } from '../../../modules/create/contests/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { Signals } from './signals.tsx'
import type { Chosen } from './use-chosen.ts'

type Props = {
  items: readonly Taker[]
  total: number
  chosen: Chosen
  judges: boolean
  onOpen: (id: string) => void
}

/** Arrows go from one to the next, space chooses, with shift a row of them. */
export function PeopleList({ items, total, chosen, judges, onOpen }: Props) {
  const t = useWords('contests')
  const latest = useRef(chosen)
  useLayoutEffect(() => {
    latest.current = chosen
  })
  const onToggle = useCallback((id: string) => latest.current.toggle(id), [])
  const onReach = useCallback((id: string) => latest.current.reach(id), [])
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-taker]')]
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const id = rows[at]?.dataset.taker
    if (step !== undefined && at >= 0) {
      const next = rows[at + step]
      next?.focus()
      const to = next?.dataset.taker
      if (event.shiftKey && judges && to) chosen.reach(to)
    } else if (event.key === ' ' && judges && id) chosen.toggle(id)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && judges) chosen.all()
    else if (event.key === 'Escape' && chosen.count > 0) chosen.clear()
    else return
    event.preventDefault()
  }
  const whole = items.every(({ id }) => chosen.has(id))
  return (
    <div className="flex flex-col gap-2">
      {judges && (
        <div className="flex min-h-control flex-wrap items-center gap-x-4 gap-y-1 px-4">
          <Checkbox
            label={t('many.shown', { count: items.length })}
            checked={whole || (chosen.count > 0 ? 'some' : false)}
            onChange={(on) => (on ? chosen.all() : chosen.clear())}
          />
          {whole && !chosen.everybody && total > items.length && (
            <Button size="small" look="quiet" onClick={chosen.chooseEverybody}>
              {t('many.everybody', { count: total })}
            </Button>
          )}
        </div>
      )}
      <ul
        onKeyDown={onKeyDown}
        className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface shadow-card"
      >
        {items.map((taker) => (
          <Row
            key={taker.id}
            taker={taker}
            judges={judges}
            on={judges && chosen.has(taker.id)}
            onToggle={onToggle}
            onReach={onReach}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </div>
  )
}

const tones = { in: 'quiet', aside: 'warn', kept: 'good', out: 'bad' } as const

type RowProps = {
  taker: Taker
  judges: boolean
  on: boolean
  onToggle: (id: string) => void
  onReach: (id: string) => void
  onOpen: (id: string) => void
}

/** Drawn anew only where something of its own changed: thousands stay as they are when one is chosen or a page more comes. */
const Row = memo(function Row({ taker, judges, on, onToggle, onReach, onOpen }: RowProps) {
  const t = useWords('contests')
  const formats = useFormats()
  const ways = formats.list(taker.ways.map((way) => t(`ways.${way}`)))
  const who = taker.who || t('nameless')
  return (
    <li
      className={`flex items-start gap-3 px-4 py-3 [contain-intrinsic-size:auto_4.5rem] [content-visibility:auto] ${on ? 'bg-accent-soft' : ''}`}
    >
      {judges && (
        <Checkbox
          className="mt-0.5"
          hideLabel
          label={t('many.choose', { who })}
          checked={on}
          onChange={() => onToggle(taker.id)}
        />
      )}
      <span className="relative flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="flex min-w-0 flex-1 basis-48 flex-col">
          <button
            type="button"
            data-taker={taker.id}
            onClick={({ shiftKey }) => (shiftKey && judges ? onReach(taker.id) : onOpen(taker.id))}
            className="truncate text-left font-medium after:absolute after:inset-0 after:content-['']"
          >
            {who}
          </button>
          <span className="text-sm text-muted figures">
            {[ways, formats.moment(taker.at), taker.merged > 0 && t('merged', { count: taker.merged })]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {taker.through && (
            <span className="text-sm text-muted">{t('through', { account: taker.through })}</span>
          )}
          <Signals signals={taker.signals} />
        </span>
        {!taker.confirmed && <Badge>{t('notConfirmed')}</Badge>}
        <Badge tone={tones[taker.state]}>{t(`stateOf.${taker.state}`)}</Badge>
      </span>
    </li>
  )
})

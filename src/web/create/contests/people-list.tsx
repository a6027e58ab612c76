import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Taker } from '../../../modules/create/contests/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
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

/** Rows are about as high as this until they are measured. */
const usualHeight = 76

/**
 * Arrows go from one to the next, space chooses, with shift a row of them. Only what is in sight is drawn, and the row that
 * has the focus: ten thousand stay smooth.
 */
export function PeopleList({ items, total, chosen, judges, onOpen }: Props) {
  const t = useWords('contests')
  const latest = useRef(chosen)
  useLayoutEffect(() => {
    latest.current = chosen
  })
  const onToggle = useCallback((id: string) => latest.current.toggle(id), [])
  const onReach = useCallback((id: string) => latest.current.reach(id), [])
  const list = useRef<HTMLUListElement>(null)
  // Where the list begins on the page; what is drawn beyond sight makes up for a line more or less above it.
  const [above, setAbove] = useState(0)
  const settle = useCallback((node: HTMLUListElement | null) => {
    list.current = node
    if (node) setAbove(Math.round(node.getBoundingClientRect().top + window.scrollY))
  }, [])
  const [focused, setFocused] = useState(-1)
  const drawn = useCallback(
    (range: Range) => {
      const inSight = defaultRangeExtractor(range)
      if (focused < 0 || focused >= range.count || inSight.includes(focused)) return inSight
      return [...inSight, focused].sort((a, b) => a - b)
    },
    [focused],
  )
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => usualHeight,
    overscan: 8,
    scrollMargin: above,
    rangeExtractor: drawn,
    getItemKey: (place) => items[place]?.id ?? place,
  })
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const id = document.activeElement?.closest<HTMLElement>('[data-taker]')?.dataset.taker
    const at = items.findIndex((item) => item.id === id)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = step === undefined || at < 0 ? undefined : items[at + step]
    if (step !== undefined && at >= 0) {
      if (!next) return
      virtual.scrollToIndex(at + step, { align: 'auto' })
      list.current?.querySelector<HTMLElement>(`[data-taker="${next.id}"]`)?.focus()
      if (event.shiftKey && judges) chosen.reach(next.id)
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
          {whole && chosen.everybody === null && total > items.length && (
            <Button size="small" look="quiet" onClick={chosen.chooseEverybody}>
              {t('many.everybody', { count: total })}
            </Button>
          )}
        </div>
      )}
      <ul
        ref={settle}
        onKeyDown={onKeyDown}
        className="relative rounded-lg border border-line bg-surface shadow-card"
        style={{ height: virtual.getTotalSize() + 2 }}
      >
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const taker = items[index]
          return (
            taker && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-setsize={total}
                aria-posinset={index + 1}
                onFocus={() => setFocused(index)}
                className={cx('absolute inset-x-0 top-0', index > 0 && 'border-t border-line')}
                style={{ transform: `translateY(${start - above}px)` }}
              >
                <Row
                  taker={taker}
                  judges={judges}
                  on={judges && chosen.has(taker.id)}
                  onToggle={onToggle}
                  onReach={onReach}
                  onOpen={onOpen}
                />
              </li>
            )
          )
        })}
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

/** Drawn anew only where something of its own changed. */
const Row = memo(function Row({ taker, judges, on, onToggle, onReach, onOpen }: RowProps) {
  const t = useWords('contests')
  const formats = useFormats()
  const ways = formats.list(taker.ways.map((way) => t(`ways.${way}`)))
  const who = taker.who || t('nameless')
  return (
    <div className={`flex items-start gap-3 px-4 py-3 ${on ? 'bg-accent-soft' : ''}`}>
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
    </div>
  )
})

import { Link, useLocation } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from '../kit/class.ts'
import { Keys } from '../kit/kbd.tsx'
import { type Station, stations } from '../kit/route.ts'
import { Tooltip } from '../kit/tooltip.tsx'
import { useAnyWords, useWords } from '../kit/words.ts'
import { railItem } from './rail-item.ts'
import { entries, type NavEntry } from './registry.ts'
import { useAllowed } from './use-allowed.ts'

/** Where one is, in the order of the loop. Narrow screens keep the icons only; a phone has its bar instead. */
export function Rail({ top, foot, onSearch }: { top: ReactNode; foot: ReactNode; onSearch: () => void }) {
  const t = useWords('shell')
  const allowed = useAllowed()
  const shown = entries.filter(allowed)
  const list = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // The list is longer than many a window: where one is must not lie below its edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for anew at each place.
  useEffect(() => {
    list.current?.querySelector('[data-status=active]')?.scrollIntoView({ block: 'nearest' })
  }, [pathname])
  return (
    <aside className="sticky top-0 flex h-dvh w-16 shrink-0 flex-col border-r border-line bg-ground px-2.5 py-3 max-md:hidden lg:w-60 lg:px-3">
      {top}
      <button
        type="button"
        onClick={onSearch}
        className={cx(
          railItem,
          'mt-2 border border-line-strong bg-surface font-normal shadow-low lg:justify-start',
        )}
      >
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="flex-1 truncate text-left text-faint max-lg:sr-only">{t('search')}</span>
        <span className="max-lg:hidden">
          <Keys keys="mod+k" />
        </span>
      </button>
      <nav
        ref={list}
        aria-label={t('mainNav')}
        className="-mx-1 mt-3 flex flex-1 flex-col gap-4 overflow-y-auto px-1 pb-3"
      >
        {stations.map((station) => (
          <StationGroup
            key={station}
            station={station}
            entries={shown.filter((entry) => entry.station === station)}
          />
        ))}
      </nav>
      <div className="flex flex-col gap-0.5 border-t border-line pt-2.5">{foot}</div>
    </aside>
  )
}

type Headed = Exclude<Station, 'today' | 'settings'>
const isHeaded = (station: Station): station is Headed => station !== 'today' && station !== 'settings'

function StationGroup({ station, entries: own }: { station: Station; entries: NavEntry[] }) {
  const t = useWords('shell')
  if (own.length === 0) return null
  return (
    <div className="flex flex-col gap-0.5">
      {isHeaded(station) && (
        <h2 className="px-2.5 pb-0.5 text-xs font-medium text-faint max-lg:sr-only">
          {t(`stations.${station}`)}
        </h2>
      )}
      <ul className="flex flex-col gap-0.5">
        {own.map((entry) => (
          <li key={entry.to}>
            <RailLink entry={entry} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function RailLink({ entry }: { entry: NavEntry }) {
  const words = useAnyWords()
  const name = words(entry.words)
  const Icon = entry.icon
  return (
    <Tooltip words={name} keys={entry.key && `g ${entry.key}`}>
      <Link to={entry.to} activeOptions={{ exact: entry.to === '/' }} className={railItem}>
        <Icon
          aria-hidden
          className="size-4.5 shrink-0 text-faint group-data-[status=active]:text-accent"
          strokeWidth={1.9}
        />
        <span className="truncate max-lg:sr-only">{name}</span>
      </Link>
    </Tooltip>
  )
}

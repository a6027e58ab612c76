import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from '../kit/class.ts'
import { useAnyWords, useWords } from '../kit/words.ts'
import { type NavEntry, sectionEntries } from './registry.ts'
import { useAllowed } from './use-allowed.ts'

/** The settings with their own list: beside the page, on narrow screens above it. */
export function Section({ children }: { children: ReactNode }) {
  const t = useWords('shell')
  const allowed = useAllowed()
  const shown = sectionEntries.filter(allowed)
  const list = useRef<HTMLDivElement>(null)
  const at = useRouterState({ select: (state) => state.location.pathname })
  // On a phone the list is wider than the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another place in the list
  useEffect(() => {
    const active = list.current?.querySelector('[data-status="active"]')
    active?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [at])
  return (
    <div className="mx-auto flex max-w-6xl flex-col lg:flex-row">
      <nav
        aria-label={t('settingsNav')}
        className="shrink-0 max-lg:border-b max-lg:border-line lg:sticky lg:top-0 lg:w-56 lg:self-start lg:pt-8 lg:pl-8"
      >
        <div
          ref={list}
          className="flex gap-1 overflow-x-auto px-3 py-2 [scrollbar-width:none] lg:flex-col lg:px-0"
        >
          {(['mine', 'workspace'] as const).map((group) => (
            <SectionGroup
              key={group}
              group={group}
              entries={shown.filter(({ section }) => section === group)}
            />
          ))}
        </div>
      </nav>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}

function SectionGroup({ group, entries }: { group: 'mine' | 'workspace'; entries: NavEntry[] }) {
  const t = useWords('shell')
  const words = useAnyWords()
  return (
    <div className="flex gap-1 lg:mb-4 lg:flex-col lg:gap-0.5">
      <h2 className="px-2.5 pb-1 text-xs font-medium text-faint max-lg:sr-only">{t(`sections.${group}`)}</h2>
      {entries.map((entry) => (
        <Link
          key={entry.to}
          to={entry.to}
          activeOptions={{ exact: true }}
          className={cx(
            'flex min-h-8.5 shrink-0 items-center gap-2.5 rounded-md px-2.5 text-base font-medium whitespace-nowrap text-muted hover:bg-hover hover:text-text touch:min-h-11',
            'data-[status=active]:bg-press data-[status=active]:text-text',
          )}
        >
          <entry.icon aria-hidden className="size-4 shrink-0 text-faint max-lg:hidden" />
          {words(entry.words)}
        </Link>
      ))}
    </div>
  )
}

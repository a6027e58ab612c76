import { Link, useRouterState } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { cx } from '../kit/class.ts'
import { Sheet } from '../kit/dialog.tsx'
import { useAnyWords, useWords } from '../kit/words.ts'
import { entries, type NavEntry } from './registry.ts'
import { useAllowed } from './use-allowed.ts'

const item =
  'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 px-1 text-2xs font-medium text-muted data-[status=active]:text-accent'

/** What a thumb reaches: the nearest places, four at most, and the rest. */
export function PhoneBar({ foot }: { foot: ReactNode }) {
  const t = useWords('shell')
  const allowed = useAllowed()
  const [open, setOpen] = useState(false)
  const at = useRouterState({ select: (state) => state.location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has gone somewhere needs the list no more
  useEffect(() => setOpen(false), [at])
  const shown = entries.filter(allowed)
  const near = shown.filter((entry) => entry.phone).slice(0, 4)
  return (
    <nav
      aria-label={t('mainNav')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur md:hidden"
    >
      {near.map((entry) => (
        <PhoneLink key={entry.to} entry={entry} />
      ))}
      <button
        type="button"
        className={item}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Ellipsis aria-hidden className="size-5.5" strokeWidth={1.8} />
        {t('moreNav')}
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('moreNav')}>
        <ul className="-mx-2 flex flex-col">
          {shown
            .filter((entry) => !near.includes(entry))
            .map((entry) => (
              <li key={entry.to}>
                <MoreLink entry={entry} />
              </li>
            ))}
        </ul>
        <div className="mt-3 border-t border-line pt-3">{foot}</div>
      </Sheet>
    </nav>
  )
}

function PhoneLink({ entry }: { entry: NavEntry }) {
  const words = useAnyWords()
  const Icon = entry.icon
  return (
    <Link to={entry.to} activeOptions={{ exact: entry.to === '/' }} className={item}>
      <Icon aria-hidden className="size-5.5" strokeWidth={1.8} />
      <span className="max-w-full truncate">{words(entry.words)}</span>
    </Link>
  )
}

function MoreLink({ entry }: { entry: NavEntry }) {
  const words = useAnyWords()
  const Icon = entry.icon
  return (
    <Link
      to={entry.to}
      className={cx(
        'flex min-h-12 items-center gap-3 rounded-md px-2 text-lg hover:bg-hover data-[status=active]:text-accent',
      )}
    >
      <Icon aria-hidden className="size-5 text-faint" />
      {words(entry.words)}
    </Link>
  )
}

import { Bell } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../api/me.ts'
import { Count } from '../kit/badge.tsx'
import { IconButton } from '../kit/button.tsx'
import { useWords } from '../kit/words.ts'
import { railItem } from './rail-item.ts'
import { useUnread } from './use-notices.ts'

const Panel = lazy(() => import('./notices-panel.tsx').then((module) => ({ default: module.NoticesPanel })))

/** What was told, a press away: a line in the rail, an icon at the head of a phone. */
export function BellButton({ bare }: { bare?: boolean }) {
  const t = useWords('shell')
  const may = useMay()
  const unread = useUnread()
  const [open, setOpen] = useState(false)
  if (!may('team.read')) return null
  const count = unread > 0 && t('notifications.unread', { count: unread })
  const said = count && <span className="sr-only">{count}</span>
  return (
    <>
      {bare ? (
        <IconButton
          icon={Bell}
          label={[t('notifications.title'), count].filter(Boolean).join(': ')}
          onClick={() => setOpen(true)}
          mark={
            <span className="absolute top-0.5 right-0.5">
              <Count value={unread} tone="bad" />
            </span>
          }
        />
      ) : (
        <button
          type="button"
          className={railItem}
          onClick={() => setOpen(true)}
          title={t('notifications.title')}
        >
          <Bell aria-hidden className="size-4.5 shrink-0 text-faint" strokeWidth={1.9} />
          <span className="flex-1 truncate text-left md:max-lg:sr-only">{t('notifications.title')}</span>
          <span aria-hidden className="md:max-lg:absolute md:max-lg:top-0 md:max-lg:right-0">
            <Count value={unread} tone="bad" />
          </span>
          {said}
        </button>
      )}
      <Suspense>{open && <Panel onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}

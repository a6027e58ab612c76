import { Link } from '@tanstack/react-router'
import { BellOff, CheckCheck } from 'lucide-react'
import { type Notification, TroubleCode } from '../../modules/publish/notifications/contract.ts'
import { api, path } from '../api/client.ts'
import { useWrite } from '../api/query.ts'
import { useProblemWords } from '../api/words.ts'
import { Count, Dot } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { Sheet } from '../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { useFormats } from '../kit/format.ts'
import { Pager } from '../kit/pager.tsx'
import { toneText } from '../kit/state.ts'
import { plainName, useWords } from '../kit/words.ts'
import { detailOf, faces, homeOf } from './notices.ts'
import { useNotices } from './use-notices.ts'

export function NoticesPanel({ onClose }: { onClose: () => void }) {
  const t = useWords('shell')
  const words = useProblemWords()
  const notices = useNotices()
  const readAll = useWrite(() => api.post('/notifications/read'), { touches: ['notifications'] })
  const list = notices.data?.pages.flatMap(({ items }) => items) ?? []
  const unread = (notices.data?.pages[0]?.unread ?? 0) > 0
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('notifications.title')}
      actions={
        <>
          <Button asChild look="quiet">
            <Link to="/settings/notifications" onClick={onClose}>
              {t('notifications.settings')}
            </Link>
          </Button>
          {unread && (
            <Button icon={CheckCheck} busy={readAll.isPending} onClick={() => readAll.mutate(undefined)}>
              {t('notifications.readAll')}
            </Button>
          )}
        </>
      }
    >
      {notices.isPending && <SkeletonRows rows={5} />}
      {notices.error && <ErrorState words={words(notices.error)} onRetry={() => void notices.refetch()} />}
      {notices.isSuccess && list.length === 0 && (
        <EmptyState icon={BellOff} title={t('notifications.emptyTitle')}>
          {t('notifications.emptyWords')}
        </EmptyState>
      )}
      <ul className="-mx-2 flex flex-col">
        {list.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} onOpen={onClose} />
        ))}
      </ul>
      <Pager
        auto
        more={notices.hasNextPage}
        busy={notices.isFetchingNextPage}
        onMore={() => void notices.fetchNextPage()}
      />
    </Sheet>
  )
}

function NoticeRow({ notice, onOpen }: { notice: Notification; onOpen: () => void }) {
  const t = useWords('shell')
  const formats = useFormats()
  const { icon: Icon, tone } = faces[notice.kind]
  const read = useWrite(() => api.post(path`/notifications/${notice.id}/read`), {
    touches: ['notifications'],
  })
  const trouble = TroubleCode.safeParse(notice.facts.trouble).data
  const home = homeOf(notice)
  const quiet = notice.readAt !== null || notice.resolvedAt !== null
  const open = () => {
    if (!notice.readAt) read.mutate(undefined)
    onOpen()
  }
  return (
    <li>
      <Link
        to={home.path}
        search={home.search}
        onClick={open}
        className="flex gap-3 rounded-md px-2 py-3 hover:bg-hover"
      >
        <Icon aria-hidden className={cx('mt-0.5 size-5 shrink-0', quiet ? 'text-faint' : toneText[tone])} />
        <span className="min-w-0 flex-1">
          <span className={cx('flex items-center gap-2', !quiet && 'font-semibold')}>
            <span className="min-w-0">{t(`notifications.kinds.${plainName(notice.kind)}`)}</span>
            {notice.count > 1 && <Count value={notice.count} tone={quiet ? 'quiet' : tone} />}
          </span>
          <span className="line-clamp-2 text-sm text-muted">{detailOf(notice)}</span>
          {trouble && (
            <span className="block text-sm text-muted">{t(`notifications.troubles.${trouble}`)}</span>
          )}
          <span className="block text-xs text-faint">
            {formats.relative(notice.createdAt)}
            {notice.resolvedAt && ` · ${t('notifications.resolved')}`}
          </span>
        </span>
        {!quiet && <Dot tone="accent" className="mt-2" />}
      </Link>
    </li>
  )
}

import { Images, Search } from 'lucide-react'
import { useState } from 'react'
import type { Media } from '../../../modules/create/media/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { MediaGrid } from './media-grid.tsx'
import { useMedia } from './use-media.ts'

/** Chooses from what the library has already. */
export function MediaPicker({
  onClose,
  onPicked,
}: {
  onClose: () => void
  onPicked: (media: readonly Media[]) => void
}) {
  const t = useWords('media')
  const words = useProblemWords()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<ReadonlyMap<string, Media>>(new Map())
  const media = useMedia({ q: q || undefined })
  const items = media.data?.pages.flatMap((page) => page.items) ?? []
  const toggle = (one: Media) =>
    setChosen((now) => {
      const next = new Map(now)
      if (!next.delete(one.id)) next.set(one.id, one)
      return next
    })
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={t('pick')}
      actions={
        <Button
          look="primary"
          disabled={chosen.size === 0}
          onClick={() => {
            onPicked([...chosen.values()])
            onClose()
          }}
        >
          {t('add', { count: chosen.size })}
        </Button>
      }
    >
      <div className="flex min-h-80 flex-col gap-3">
        <Input
          type="search"
          icon={Search}
          aria-label={t('search')}
          placeholder={t('search')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        {media.isPending && <Skeleton className="h-60 w-full" />}
        {media.isError && (
          <ErrorState small words={words(media.error)} onRetry={() => void media.refetch()} />
        )}
        {media.data && items.length === 0 && (
          <EmptyState small icon={Images} title={q ? t('noneFound') : t('emptyTitle')} />
        )}
        <MediaGrid marks items={items} chosen={new Set(chosen.keys())} onChoose={toggle} />
        <Pager
          more={media.hasNextPage}
          busy={media.isFetchingNextPage}
          onMore={() => void media.fetchNextPage()}
        />
      </div>
    </Dialog>
  )
}

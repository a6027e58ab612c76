import { Images, PanelRight, Search } from 'lucide-react'
import { useState } from 'react'
import type { Media } from '../../../modules/create/media/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { Pager } from '../../kit/pager.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { MediaGrid } from './media-grid.tsx'
import { inOrder, useMedia, useShelves } from './use-media.ts'

type Props = {
  onClose: () => void
  onPicked: (media: readonly Media[]) => void
  /** Puts the library beside what one writes, to drag out of it. */
  onBeside?: () => void
}

/** Chooses from what the library has already. */
export function MediaPicker({ onClose, onPicked, onBeside }: Props) {
  const t = useWords('media')
  const [chosen, setChosen] = useState<ReadonlyMap<string, Media>>(new Map())
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
        <>
          {onBeside && (
            <Button
              icon={PanelRight}
              look="quiet"
              className="mr-auto hidden lg:inline-flex"
              onClick={onBeside}
            >
              {t('beside')}
            </Button>
          )}
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
        </>
      }
    >
      <Shelf chosen={new Set(chosen.keys())} onChoose={toggle} />
    </Dialog>
  )
}

type ShelfProps = { chosen: ReadonlySet<string>; onChoose: (media: Media) => void }

/** A look into the library by words and folder. */
export function Shelf({ chosen, onChoose }: ShelfProps) {
  const t = useWords('media')
  const words = useProblemWords()
  const [q, setQ] = useState('')
  const [folder, setFolder] = useState('')
  const folders = inOrder(useShelves().data?.folders ?? [])
  const media = useMedia({ q: q || undefined, folder: folder || undefined }, 48)
  const items = media.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="flex min-h-80 flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <span className="min-w-40 flex-1">
          <Input
            type="search"
            icon={Search}
            aria-label={t('search')}
            placeholder={t('search')}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        </span>
        {folders.length > 0 && (
          <span className="min-w-40 flex-1">
            <NativeSelect
              aria-label={t('folders')}
              value={folder}
              onChange={(event) => setFolder(event.target.value)}
            >
              <option value="">{t('everything')}</option>
              <option value="none">{t('loose')}</option>
              {folders.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.path}
                </option>
              ))}
            </NativeSelect>
          </span>
        )}
      </div>
      {media.isPending && <Skeleton className="h-60 w-full" />}
      {media.isError && <ErrorState small words={words(media.error)} onRetry={() => void media.refetch()} />}
      {media.data && items.length === 0 && (
        <EmptyState small icon={Images} title={q || folder ? t('noneFound') : t('emptyTitle')} />
      )}
      <MediaGrid items={items} chosen={chosen} onChoose={onChoose} />
      <Pager
        more={media.hasNextPage}
        busy={media.isFetchingNextPage}
        onMore={() => void media.fetchNextPage()}
      />
    </div>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Images, Link2, Upload, X } from 'lucide-react'
import { type DragEvent, lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { Media, type Shelves } from '../../../modules/create/media/contract.ts'
import { path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState, ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Progress } from '../../kit/progress.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { AddressDialog } from './address-dialog.tsx'
import { FoldersPanel } from './folders-panel.tsx'
import { ManyBar } from './many-bar.tsx'
import { Bar } from './media-bar.tsx'
import { MediaSheet } from './media-sheet.tsx'
import { MediaWall } from './media-wall.tsx'
import { mediaPage } from './routes.tsx'
import { useSelection } from './selection.ts'
import { UploadsList } from './uploads-list.tsx'
import { useMedia, useShelves } from './use-media.ts'
import { accepted, useUploads } from './use-uploads.ts'

const PictureEditor = lazy(() =>
  import('../pictures/picture-editor.tsx').then(({ PictureEditor: part }) => ({ default: part })),
)

/** Every picture and film of the workspace; dropped files go straight into it. */
export function Page() {
  const t = useWords('media')
  const may = useMay()
  const client = useQueryClient()
  const files = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [asking, setAsking] = useState(false)
  const { folder } = mediaPage.useSearch()
  const setSearch = mediaPage.useSetSearch()
  const shelves = useShelves()
  const { sending, add, cancel } = useUploads((media) => {
    toast(t('added', { name: media.fileName }))
    void client.invalidateQueries({ queryKey: ['media'] })
  })
  const mayWrite = may('post.write')
  const brings = (event: DragEvent) => mayWrite && event.dataTransfer.types.includes('Files')
  const onDrop = (event: DragEvent) => {
    setOver(false)
    if (!brings(event)) return
    event.preventDefault()
    void add([...event.dataTransfer.files])
  }
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={
        mayWrite && (
          <>
            <Button icon={Link2} onClick={() => setAsking(true)}>
              {t('address.open')}
            </Button>
            <Button look="primary" icon={Upload} onClick={() => files.current?.click()}>
              {t('upload')}
            </Button>
          </>
        )
      }
      bar={<Bar shelves={shelves.data} mayWrite={mayWrite} />}
    >
      <input
        ref={files}
        type="file"
        multiple
        accept={accepted}
        aria-label={t('upload')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <div className="flex gap-6">
        <aside className="sticky top-4 hidden max-h-[calc(100dvh-2rem)] w-56 shrink-0 self-start overflow-y-auto lg:block">
          {shelves.data ? (
            <FoldersPanel
              shelves={shelves.data}
              folder={folder}
              mayWrite={mayWrite}
              onChoose={(next) => setSearch({ folder: next })}
            />
          ) : (
            <Skeleton className="h-40 w-full" />
          )}
        </aside>
        <section
          aria-label={t('nav')}
          onDragOver={(event) => {
            if (!brings(event)) return
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
          className={cx('min-h-80 min-w-0 flex-1 rounded-lg', over && 'ring-2 ring-accent-solid')}
        >
          {sending.length > 0 && (
            <ul className="mb-4 flex flex-col gap-2">
              {sending.map((one) => (
                <li key={one.key} className="flex items-center gap-3 text-sm text-muted">
                  <span className="w-48 truncate">{one.name}</span>
                  <Progress share={one.share} label={one.name} />
                  <IconButton
                    size="small"
                    icon={X}
                    label={t('uploads.discard', { name: one.name })}
                    onClick={() => cancel(one.key)}
                  />
                </li>
              ))}
            </ul>
          )}
          {mayWrite && (
            <UploadsList
              sending={sending.map(({ name }) => name)}
              onChooseFile={() => files.current?.click()}
            />
          )}
          {asking && <AddressDialog onClose={() => setAsking(false)} />}
          <Wall shelves={shelves.data} mayWrite={mayWrite} />
        </section>
      </div>
    </Frame>
  )
}

function Wall({ shelves, mayWrite }: { shelves: Shelves | undefined; mayWrite: boolean }) {
  const t = useWords('media')
  const words = useProblemWords()
  const { open: opened, edit: edited, ...search } = mediaPage.useSearch()
  const setSearch = mediaPage.useSetSearch()
  const media = useMedia(search)
  const items = useMemo(() => media.data?.pages.flatMap((page) => page.items) ?? [], [media.data])
  const selection = useSelection(items)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = media
  const onNear = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (media.isPending) return <Skeleton className="h-80 w-full" />
  if (media.isError && !media.data)
    return <ErrorState words={words(media.error)} onRetry={() => void media.refetch()} />
  if (items.length === 0) return <Nothing filtered={Object.values(search).some(Boolean)} />
  return (
    <>
      <MediaWall
        items={items}
        selection={selection}
        choosing={mayWrite}
        onOpen={(one) => setSearch({ open: one.id }, { replace: false })}
        onNear={onNear}
      />
      <Pager more={hasNextPage} busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      {mayWrite && <ManyBar selection={selection} shelves={shelves} />}
      {opened && <Opened id={opened} known={items.find((one) => one.id === opened)} shelves={shelves} />}
      {edited && mayWrite && (
        <Suspense>
          <PictureEditor
            key={edited}
            mediaId={edited}
            onClose={() => setSearch({ edit: undefined })}
            onMade={(made) => {
              toast(t('edited', { name: made.fileName }))
              setSearch({ edit: undefined, open: made.id })
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/** The one that is looked at; asked for by itself where the wall does not show it. */
function Opened({ id, known, shelves }: { id: string; known?: Media; shelves: Shelves | undefined }) {
  const setSearch = mediaPage.useSetSearch()
  const asked = useQuery({
    ...ask({ topic: 'media', path: path`/media/${id}`, schema: Media }),
    enabled: known === undefined,
  })
  const media = known ?? asked.data
  if (!media) return null
  return (
    <MediaSheet
      key={media.id}
      media={media}
      shelves={shelves}
      onClose={() => setSearch({ open: undefined })}
      onOpen={(other) => setSearch({ open: other })}
      onEdit={() => setSearch({ open: undefined, edit: media.id }, { replace: false })}
    />
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  const t = useWords('media')
  const setSearch = mediaPage.useSetSearch()
  if (!filtered)
    return (
      <EmptyState icon={Images} title={t('emptyTitle')}>
        {t('emptyHelp')}
      </EmptyState>
    )
  const all = {
    q: undefined,
    kind: undefined,
    folder: undefined,
    tags: undefined,
    unnamed: undefined,
    unused: undefined,
    rights: undefined,
  }
  return (
    <EmptyState
      icon={Images}
      title={t('noneFound')}
      action={<Button onClick={() => setSearch(all)}>{t('showAll')}</Button>}
    />
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { Images, Search, Upload } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import type { Media } from '../../../modules/create/media/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState, ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Progress } from '../../kit/progress.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { MediaGrid } from './media-grid.tsx'
import { MediaSheet } from './media-sheet.tsx'
import { mediaPage } from './routes.tsx'
import { useMedia } from './use-media.ts'
import { accepted, useUploads } from './use-uploads.ts'

/** Every picture and film of the workspace; dropped files go straight into it. */
export function Page() {
  const t = useWords('media')
  const may = useMay()
  const client = useQueryClient()
  const files = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { sending, add } = useUploads((media) => {
    toast(t('added', { name: media.fileName }))
    void client.invalidateQueries({ queryKey: ['media'] })
  })
  const mayWrite = may('post.write')
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (mayWrite) void add([...event.dataTransfer.files])
  }
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={
        mayWrite && (
          <Button look="primary" icon={Upload} onClick={() => files.current?.click()}>
            {t('upload')}
          </Button>
        )
      }
      bar={<Bar />}
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
      <section
        aria-label={t('nav')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cx('min-h-80 rounded-lg', over && mayWrite && 'ring-2 ring-accent-solid')}
      >
        {sending.length > 0 && (
          <ul className="mb-4 flex flex-col gap-2">
            {sending.map((one) => (
              <li key={one.key} className="flex items-center gap-3 text-sm text-muted">
                <span className="w-48 truncate">{one.name}</span>
                <Progress share={one.share} label={one.name} />
              </li>
            ))}
          </ul>
        )}
        <Wall />
      </section>
    </Frame>
  )
}

function Bar() {
  const t = useWords('media')
  const { q = '', kind, unnamed } = mediaPage.useSearch()
  const setSearch = mediaPage.useSetSearch()
  const [text, setText] = useState(q)
  const kinds = ['all', 'image', 'video'] as const
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Tabs
        look="box"
        label={t('kind')}
        value={kind ?? 'all'}
        onChange={(next) => setSearch({ kind: next === 'all' ? undefined : next })}
        tabs={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <search className="min-w-48 flex-1 sm:max-w-80">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            setSearch({ q: text.trim() || undefined })
          }}
        >
          <Input
            type="search"
            icon={Search}
            aria-label={t('search')}
            placeholder={t('search')}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              if (event.target.value === '') setSearch({ q: undefined })
            }}
          />
        </form>
      </search>
      <Checkbox
        label={t('onlyUnnamed')}
        checked={unnamed === true}
        onChange={(on) => setSearch({ unnamed: on || undefined })}
      />
    </div>
  )
}

function Wall() {
  const t = useWords('media')
  const words = useProblemWords()
  const search = mediaPage.useSearch()
  const setSearch = mediaPage.useSetSearch()
  const media = useMedia(search)
  if (media.isPending) return <Skeleton className="h-80 w-full" />
  if (media.isError) return <ErrorState words={words(media.error)} onRetry={() => void media.refetch()} />
  const items = media.data.pages.flatMap((page) => page.items)
  const filtered = Boolean(search.q || search.kind || search.unnamed)
  if (items.length === 0)
    return (
      <EmptyState icon={Images} title={filtered ? t('noneFound') : t('emptyTitle')}>
        {filtered ? undefined : t('emptyHelp')}
      </EmptyState>
    )
  const close = () => setSearch({ open: undefined })
  const open: Media | undefined = items.find((one) => one.id === search.open)
  return (
    <>
      <MediaGrid
        items={items}
        chosen={new Set(open ? [open.id] : [])}
        onChoose={(one) => setSearch({ open: one.id }, { replace: false })}
      />
      <Pager
        auto
        more={media.hasNextPage}
        busy={media.isFetchingNextPage}
        onMore={() => void media.fetchNextPage()}
      />
      {open && <MediaSheet key={open.id} media={open} onClose={close} />}
    </>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Images, Search } from 'lucide-react'
import { useState } from 'react'
import { MediaList } from '../../../modules/create/media/contract.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { Picture, pictureUrl } from './picture.tsx'

type Props = { value: string | null; onChange: (mediaId: string | null) => void }

/** A picture of the library, so that one has somebody before one's eyes. */
export function PictureField({ value, onChange }: Props) {
  const t = useWords('personas')
  const [choosing, setChoosing] = useState(false)
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Picture mediaId={value} className="size-16" />
      <Button icon={Images} onClick={() => setChoosing(true)}>
        {t('picture.choose')}
      </Button>
      {value && (
        <Button look="quiet" onClick={() => onChange(null)}>
          {t('picture.none')}
        </Button>
      )}
      {choosing && (
        <Chooser
          onClose={() => setChoosing(false)}
          onChoose={(id) => {
            onChange(id)
            setChoosing(false)
          }}
        />
      )}
    </div>
  )
}

function Chooser({ onClose, onChoose }: { onClose: () => void; onChoose: (id: string) => void }) {
  const t = useWords('personas')
  const words = useProblemWords()
  const [text, setText] = useState('')
  const media = useInfiniteQuery(
    askPages({
      topic: 'media',
      path: '/media',
      query: { text: text || undefined, kind: 'image', limit: 48 },
      schema: MediaList,
    }),
  )
  const all = media.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Dialog wide open onClose={onClose} title={t('picture.title')}>
      <div className="flex min-h-80 flex-col gap-3">
        <Input
          type="search"
          icon={Search}
          aria-label={t('picture.search')}
          placeholder={t('picture.search')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        {media.isPending && <SkeletonRows rows={3} />}
        {media.error && <ErrorState small words={words(media.error)} onRetry={() => void media.refetch()} />}
        {media.data && all.length === 0 && (
          <EmptyState small icon={Images} title={t('picture.nothing')}>
            {t('picture.nothingWords')}
          </EmptyState>
        )}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2">
          {all.map(({ id, alt, fileName }) => (
            <li key={id}>
              <button
                type="button"
                aria-label={alt || fileName}
                title={alt || fileName}
                onClick={() => onChoose(id)}
                className="block aspect-square w-full overflow-hidden rounded-md bg-sunken outline-offset-2"
              >
                <img src={pictureUrl(id, 160)} alt="" loading="lazy" className="size-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
        <Pager
          more={media.hasNextPage}
          busy={media.isFetchingNextPage}
          onMore={() => void media.fetchNextPage()}
        />
      </div>
    </Dialog>
  )
}

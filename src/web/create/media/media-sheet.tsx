import { Crop, Download, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Media, type MediaChange, type Shelves } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Skeleton } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input, Textarea } from '../../kit/input.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { AltHints } from './alt-hints.tsx'
import { fileUrl, showUrl } from './media-url.ts'
import { NetworkLines } from './network-lines.tsx'
import { RightsFields } from './rights-fields.tsx'
import { TagsField } from './tags-field.tsx'
import { inOrder } from './use-media.ts'

const touches = ['media'] as const

/** Most of what is opened are pictures. */
const FilmSection = lazy(() => import('./film-section.tsx'))

type Props = {
  media: Media
  shelves: Shelves | undefined
  onClose: () => void
  /** Another one is looked at instead. */
  onOpen: (id: string) => void
  /** The editor of pictures is opened. */
  onEdit: () => void
}

/** One picture or film: what it shows, where it lies, and the way out of the library. What was typed is saved by closing it, too. */
export function MediaSheet({ media, shelves, onClose, onOpen, onEdit }: Props) {
  const t = useWords('media')
  const may = useMay()
  const mayWrite = may('post.write')
  const [typed, setTyped] = useState<MediaChange>({})
  const set = (change: MediaChange) => setTyped((now) => ({ ...now, ...change }))
  const { alt, fileName, folderId, tags } = { ...media, ...typed }
  const isNew = Object.keys(typed).length > 0 && fileName.trim() !== ''
  const restore = useWrite(() => api.post(path`/media/${media.id}/restore`, { schema: Media }), {
    touches,
    onSuccess: () => toast(t('restored')),
  })
  const remove = useWrite(() => api.delete(path`/media/${media.id}`), {
    touches,
    onSuccess: () => {
      onClose()
      toast(t('removed'), { undo: () => restore.mutate(undefined) })
    },
  })
  const save = useWrite(
    () =>
      api.patch(path`/media/${media.id}`, { body: { ...typed, fileName: fileName.trim() }, schema: Media }),
    {
      touches,
      onSuccess: () => {
        setTyped({})
        toast(t('described'))
      },
    },
  )
  const close = () => {
    if (isNew) save.mutate(undefined, { onSuccess: onClose })
    else onClose()
  }
  return (
    <Sheet
      open
      onClose={close}
      title={<span className="break-all">{media.fileName}</span>}
      actions={
        <>
          {mayWrite && (
            <Button
              look="quiet"
              icon={Trash2}
              busy={remove.isPending}
              onClick={() => remove.mutate(undefined)}
            >
              {t('remove')}
            </Button>
          )}
          {mayWrite && media.kind === 'image' && !media.animated && (
            <Button
              icon={Crop}
              onClick={() => (isNew ? save.mutate(undefined, { onSuccess: onEdit }) : onEdit())}
            >
              {t('edit')}
            </Button>
          )}
          <Button asChild>
            <a href={fileUrl(media.id)} download={media.fileName}>
              <Download aria-hidden className="size-4" />
              {t('download')}
            </a>
          </Button>
          {mayWrite && (
            <Button
              look="primary"
              busy={save.isPending}
              disabled={!isNew}
              onClick={() => save.mutate(undefined)}
            >
              {t('save')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {media.kind === 'image' ? (
          <img
            src={showUrl(media, 960)}
            alt={media.alt}
            className="max-h-96 w-full rounded-md bg-sunken object-contain"
          />
        ) : (
          <Suspense fallback={<Skeleton className="h-60 w-full" />}>
            <FilmSection media={media} mayWrite={mayWrite} />
          </Suspense>
        )}
        <Facts media={media} />
        <Origin media={media} onOpen={onOpen} />
        {media.kind === 'image' && <NetworkLines media={media} />}
        <Field label={t('alt')} help={t('altHelp')}>
          <Textarea value={alt} readOnly={!mayWrite} onChange={(event) => set({ alt: event.target.value })} />
        </Field>
        {mayWrite && <AltHints alt={alt} fileName={media.fileName} />}
        <Field label={t('name')}>
          <Input
            value={fileName}
            maxLength={200}
            readOnly={!mayWrite}
            onChange={(event) => set({ fileName: event.target.value })}
          />
        </Field>
        <Field label={t('lies')}>
          <NativeSelect
            value={folderId ?? ''}
            disabled={!mayWrite}
            onChange={(event) => set({ folderId: event.target.value || null })}
          >
            <option value="">{t('loose')}</option>
            {inOrder(shelves?.folders ?? []).map((folder) => (
              <option key={folder.id} value={folder.id}>
                {folder.path}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <TagsField
          value={tags}
          known={shelves?.tags.map(({ tag }) => tag) ?? []}
          readOnly={!mayWrite}
          onChange={(next) => set({ tags: [...next] })}
        />
        <RightsFields
          media={media}
          typed={typed}
          mayWrite={mayWrite && media.editedFrom === null}
          onChange={set}
        />
      </div>
    </Sheet>
  )
}

/** Of what it was made here; rights are kept there. */
function Origin({ media, onOpen }: { media: Media; onOpen: (id: string) => void }) {
  const t = useWords('media')
  const { editedFrom } = media
  if (editedFrom === null) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
      {t('editedFrom')}
      <button
        type="button"
        className="min-h-6 font-semibold text-accent hover:underline touch:min-h-11"
        onClick={() => onOpen(editedFrom)}
      >
        {t('toOriginal')}
      </button>
    </p>
  )
}

function Facts({ media }: { media: Media }) {
  const t = useWords('media')
  const formats = useFormats()
  const facts = [
    `${formats.number(media.width)} × ${formats.number(media.height)}`,
    formats.bytes(media.bytes),
    media.mime.split('/')[1]?.toUpperCase(),
    media.durationMs !== null && t('seconds', { seconds: Math.round(media.durationMs / 1000) }),
    formats.day(media.createdAt),
    t('uses', { count: media.uses }),
  ]
  return <p className="text-sm text-muted figures">{facts.filter(Boolean).join(' · ')}</p>
}

import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Media } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Textarea } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { fileUrl, showUrl } from './media-url.ts'

const touches = ['media'] as const

/** One picture or film: what it shows, where it is used, and the way out of the library. */
export function MediaSheet({ media, onClose }: { media: Media; onClose: () => void }) {
  const t = useWords('media')
  const may = useMay()
  const [alt, setAlt] = useState(media.alt)
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
  const describe = useWrite(
    (words: string) => api.patch(path`/media/${media.id}`, { body: { alt: words }, schema: Media }),
    {
      touches,
      onSuccess: () => toast(t('described')),
    },
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={<span className="break-all">{media.fileName}</span>}
      actions={
        <>
          {may('post.write') && (
            <Button
              look="quiet"
              icon={Trash2}
              busy={remove.isPending}
              onClick={() => remove.mutate(undefined)}
            >
              {t('remove')}
            </Button>
          )}
          <Button asChild>
            <a href={fileUrl(media.id)} download={media.fileName}>
              <Download aria-hidden className="size-4" />
              {t('download')}
            </a>
          </Button>
          {may('post.write') && (
            <Button
              look="primary"
              busy={describe.isPending}
              disabled={alt === media.alt}
              onClick={() => describe.mutate(alt)}
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
          // biome-ignore lint/a11y/useMediaCaption: captions come from whoever made the film
          <video
            src={fileUrl(media.id)}
            controls
            preload="metadata"
            className="max-h-96 w-full rounded-md bg-black"
          />
        )}
        <Facts media={media} />
        <Field label={t('alt')} help={t('altHelp')}>
          <Textarea
            value={alt}
            readOnly={!may('post.write')}
            onChange={(event) => setAlt(event.target.value)}
          />
        </Field>
      </div>
    </Sheet>
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

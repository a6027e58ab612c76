import { useQuery } from '@tanstack/react-query'
import { Image, ImageUp, Scissors, X } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { CaptionsList, Conversion, Media } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { CaptionsField } from './captions-field.tsx'
import { ConversionsList } from './conversions-list.tsx'
import { captionsUrl, fileUrl, showUrl } from './media-url.ts'
import { useConversions } from './use-films.ts'

type Props = { media: Media; mayWrite: boolean }

/** A film: to look at, with its cover, its words, a cut of it, and what is made of it for networks. */
export default function FilmSection({ media, mayWrite }: Props) {
  const t = useWords('media')
  const player = useRef<HTMLVideoElement>(null)
  const captions = useQuery(
    ask({ topic: 'media', path: path`/media/${media.id}/captions`, schema: CaptionsList }),
  )
  const conversions = useConversions(media.id)
  const engine = conversions.data?.engine ?? true
  return (
    <section aria-label={t('film.title')} className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/useMediaCaption: captions are those that people have put beside it */}
      <video
        ref={player}
        src={fileUrl(media.id)}
        poster={media.cover ? showUrl(media, 960) : undefined}
        controls
        preload="metadata"
        className="max-h-96 w-full rounded-md bg-black"
      >
        {captions.data?.items.map((one) => (
          <track
            key={one.id}
            kind="captions"
            srcLang={one.language}
            label={one.language}
            src={captionsUrl(media.id, one.id)}
          />
        ))}
      </video>
      <FilmFacts media={media} />
      {!engine && <Alert tone="info">{t('film.noEngine')}</Alert>}
      {engine && media.film === null && <Alert tone="warn">{t('film.notRead')}</Alert>}
      <ConversionsList items={conversions.data?.items ?? []} mayWrite={mayWrite} />
      <Cover media={media} mayWrite={mayWrite} engine={engine} player={player} />
      {mayWrite && engine && <Cut media={media} player={player} />}
      <CaptionsField mediaId={media.id} captions={captions} mayWrite={mayWrite} />
    </section>
  )
}

function FilmFacts({ media: { film } }: { media: Media }) {
  const t = useWords('media')
  const formats = useFormats()
  if (!film) return null
  const facts = [
    film.videoCodec.toUpperCase(),
    film.frameRate !== null &&
      t('film.frames', { rate: formats.number(film.frameRate, { maximumFractionDigits: 2 }) }),
    film.bitrate !== null &&
      `${formats.number(film.bitrate / 1_000_000, { maximumFractionDigits: 1 })} Mbit/s`,
    film.colour && t(`film.colours.${film.colour}`),
    film.rotation !== 0 && t('film.turned', { degrees: film.rotation }),
    film.audioCodec === null ? t('film.silent') : film.audioCodec.toUpperCase(),
  ]
  return <p className="text-sm text-muted figures">{facts.filter(Boolean).join(' · ')}</p>
}

const touches = ['media', 'films'] as const
type Player = { player: RefObject<HTMLVideoElement | null> }

/** Where the player stands, in milliseconds. */
const placeOf = ({ current }: RefObject<HTMLVideoElement | null>): number =>
  Math.round((current?.currentTime ?? 0) * 1000)

const fromSeconds = (text: string): number => Math.round(Number(text.replace(',', '.')) * 1000)
const toSeconds = (ms: number): string => String(Math.round(ms / 100) / 10)

function Cover({ media, mayWrite, engine, player }: Props & Player & { engine: boolean }) {
  const t = useWords('media')
  const files = useRef<HTMLInputElement>(null)
  const frame = useWrite(
    () => api.put(path`/media/${media.id}/cover`, { body: { ms: placeOf(player) }, schema: Media }),
    { touches, onSuccess: () => toast(t('film.coverChosen')) },
  )
  const upload = useWrite(
    (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api.post('/media-covers', { query: { mediaId: media.id }, form, schema: Media })
    },
    { touches, onSuccess: () => toast(t('film.coverChosen')) },
  )
  const remove = useWrite(() => api.delete(path`/media/${media.id}/cover`), { touches })
  if (!mayWrite && !media.cover) return null
  return (
    <div className="flex flex-col gap-2">
      <span className="text-sm font-medium">{t('film.cover')}</span>
      {media.cover && (
        <img src={showUrl(media, 480)} alt={t('film.cover')} className="h-28 w-fit rounded-md bg-sunken" />
      )}
      <p className="text-sm text-muted">{t('film.coverHelp')}</p>
      {mayWrite && (
        <span className="flex flex-wrap gap-2">
          {engine && (
            <Button icon={Image} busy={frame.isPending} onClick={() => frame.mutate(undefined)}>
              {t('film.coverHere')}
            </Button>
          )}
          <Button icon={ImageUp} busy={upload.isPending} onClick={() => files.current?.click()}>
            {t('film.coverUpload')}
          </Button>
          {media.cover && (
            <Button look="quiet" icon={X} busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
              {t('film.coverRemove')}
            </Button>
          )}
        </span>
      )}
      <input
        ref={files}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label={t('film.coverUpload')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) upload.mutate(file)
          event.target.value = ''
        }}
      />
    </div>
  )
}

function Cut({ media, player }: { media: Media } & Player) {
  const t = useWords('media')
  const [from, setFrom] = useState('0')
  const [to, setTo] = useState(toSeconds(media.durationMs ?? 0))
  const [fromMs, toMs] = [fromSeconds(from), fromSeconds(to)]
  const whole = media.durationMs ?? Number.POSITIVE_INFINITY
  const fits = fromMs >= 0 && toMs - fromMs >= 500 && toMs <= whole + 100
  const changes = fromMs > 0 || toMs < whole - 100
  const cut = useWrite(
    () =>
      api.post(path`/media/${media.id}/cut`, {
        body: { fromMs, toMs: Math.min(toMs, whole) },
        schema: Conversion,
      }),
    { touches, onSuccess: () => toast(t('film.cutBegun')) },
  )
  const field = (label: string, value: string, set: (text: string) => void) => (
    <span className="flex min-w-36 flex-1 items-end gap-1.5">
      <Field label={label}>
        <Input inputMode="decimal" value={value} onChange={(event) => set(event.target.value)} />
      </Field>
      <Button look="quiet" onClick={() => set(toSeconds(placeOf(player)))}>
        {t('film.here')}
      </Button>
    </span>
  )
  return (
    <div className="flex flex-col gap-2">
      <span className="text-sm font-medium">{t('film.cut')}</span>
      <p className="text-sm text-muted">{t('film.cutHelp')}</p>
      <div className="flex flex-wrap items-end gap-2">
        {field(t('film.from'), from, setFrom)}
        {field(t('film.to'), to, setTo)}
        <Button
          icon={Scissors}
          busy={cut.isPending}
          disabled={!fits || !changes}
          onClick={() => cut.mutate(undefined)}
        >
          {t('film.doCut')}
        </Button>
      </div>
      {!fits && <p className="text-sm text-bad">{t('film.cutWrong', { seconds: toSeconds(whole) })}</p>}
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { Scissors } from 'lucide-react'
import { filmFitting, tooLongBy } from '../../../networks/kit/film.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { useConversions } from '../media/use-films.ts'
import { useComposing } from './composer-context.ts'
import { FilmStanding } from './film-standing.tsx'
import { ToldLines } from './fit-lines.tsx'
import type { IdeaPart } from './writing.ts'

type Use = IdeaPart['media'][number]

/** What becomes of a film on its way, what is missing for it, and how far it is. */
export function FilmLines({ use }: { use: Use }) {
  const t = useWords('media')
  const formats = useFormats()
  const { readers, post } = useComposing()
  const conversions = useConversions(use.id)
  const told = readers.flatMap(({ name, rules }) => {
    const fitting = rules.media.videos && filmFitting(use, rules.media.videos)
    if (!fitting) return []
    const { plan } = fitting
    const size = plan && `${formats.number(plan.width)} × ${formats.number(plan.height)}`
    return [{ name, how: size === null ? null : t('film.becomes', { size }) }]
  })
  const groups = Map.groupBy(
    told.flatMap(({ name, how }) => (how === null ? [] : [{ name, how }])),
    ({ how }) => how,
  )
  const engine = conversions.data?.engine ?? true
  const long = readers.some(({ rules }) => rules.media.videos && tooLongBy(use, rules.media.videos) !== null)
  const heard = readers.filter(({ rules }) => rules.media.videos?.captions)
  return (
    <div className="flex flex-col gap-1.5">
      <ToldLines groups={groups} />
      {!engine && told.length > 0 && <p className="text-sm text-warn">{t('film.noEngine')}</p>}
      {long && (
        <Link
          to={`/media?kind=video&open=${use.id}` as never}
          className="flex w-fit items-center gap-1.5 text-sm text-accent hover:underline"
        >
          <Scissors aria-hidden className="size-4 shrink-0" />
          {t('film.cutInLibrary')}
        </Link>
      )}
      {heard.length > 0 && (use.captions?.length ?? 0) === 0 && use.film?.audioCodec && (
        <p className="text-sm text-muted">
          {t('film.noCaptions', { channels: heard.map(({ name }) => name).join(', ') })}
        </p>
      )}
      {post?.stage === 'scheduled' && <FilmStanding mediaId={use.id} />}
    </div>
  )
}

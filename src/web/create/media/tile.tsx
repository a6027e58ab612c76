import { Check, Film } from 'lucide-react'
import type { Media } from '../../../modules/create/media/contract.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { hasPicture, showUrl } from './media-url.ts'
import { type Standing, standingOf } from './standing.ts'

/** What is seen of one picture or film among many; whoever shows it makes it something to press. */
export function Face({ media, on }: { media: Media; on: boolean }) {
  const t = useWords('media')
  const standing = standingOf(media, new Date())
  return (
    <>
      <span
        className={cx(
          'block size-full overflow-hidden rounded-md bg-sunken',
          on && 'outline-2 outline-offset-2 outline-accent-solid',
        )}
      >
        {hasPicture(media) ? (
          <img
            src={showUrl(media, 480)}
            alt=""
            loading="lazy"
            draggable={false}
            className="size-full object-cover"
          />
        ) : (
          <video
            src={`${showUrl(media, 480)}#t=0.1`}
            preload="metadata"
            muted
            aria-hidden
            className="size-full object-cover"
          />
        )}
      </span>
      {media.kind === 'video' && (
        <Film
          aria-hidden
          className="pointer-events-none absolute right-1.5 bottom-1.5 size-5 rounded-sm bg-black/60 p-0.5 text-white"
        />
      )}
      {standing && (
        <span
          className={cx(
            'pointer-events-none absolute top-1.5 left-1.5 rounded-sm px-1.5 py-0.5 text-2xs font-medium',
            standing === 'ended' || standing === 'withdrawn'
              ? 'bg-bad-soft text-bad'
              : 'bg-warn-soft text-warn',
          )}
        >
          {t(`rights.marks.${standing}`)}
        </span>
      )}
      {media.kind === 'image' && media.alt === '' && (
        <span className="pointer-events-none absolute bottom-1.5 left-1.5 rounded-sm bg-warn-soft px-1.5 py-0.5 text-2xs font-medium text-warn">
          {t('noAlt')}
        </span>
      )}
    </>
  )
}

/** How it is called for who does not see it: all that is written on it, too. */
export function useNameOf(): (media: Media) => string {
  const t = useWords('media')
  return (media) => {
    const standing: Standing | null = standingOf(media, new Date())
    const marks = [
      media.alt || media.fileName,
      standing && t(`rights.marks.${standing}`),
      media.kind === 'image' && media.alt === '' && t('noAlt'),
    ]
    return marks.filter(Boolean).join(', ')
  }
}

/** Chosen among several. */
export const Tick = ({ on, className }: { on: boolean; className?: string }) => (
  <span
    aria-hidden
    className={cx(
      'absolute top-1.5 right-1.5 flex size-6 items-center justify-center rounded-full border',
      on ? 'border-accent-solid bg-accent-solid text-on-accent' : 'border-white bg-black/40 text-transparent',
      className,
    )}
  >
    <Check className="size-4" />
  </span>
)

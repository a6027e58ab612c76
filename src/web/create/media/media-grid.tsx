import { Check, Film } from 'lucide-react'
import type { Media } from '../../../modules/create/media/contract.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { showUrl } from './media-url.ts'

type Props = {
  items: readonly Media[]
  chosen: ReadonlySet<string>
  onChoose: (media: Media) => void
  /** Whether a press marks one of several (picker) or opens it (library). */
  marks?: boolean
}

/** Pictures and films as a wall. Those without words are marked: they wait for somebody. */
export function MediaGrid({ items, chosen, onChoose, marks }: Props) {
  const t = useWords('media')
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2">
      {items.map((media) => {
        const on = chosen.has(media.id)
        return (
          <li key={media.id} className="relative">
            <button
              type="button"
              aria-pressed={on}
              aria-label={media.alt || media.fileName}
              title={media.alt || media.fileName}
              onClick={() => onChoose(media)}
              className={cx(
                'block aspect-square w-full overflow-hidden rounded-md bg-sunken outline-offset-2',
                on && 'outline-2 outline-accent-solid',
              )}
            >
              {media.kind === 'image' ? (
                <img src={showUrl(media, 480)} alt="" loading="lazy" className="size-full object-cover" />
              ) : (
                <video
                  src={`${showUrl(media, 480)}#t=0.1`}
                  preload="metadata"
                  muted
                  aria-hidden
                  className="size-full object-cover"
                />
              )}
            </button>
            {media.kind === 'video' && (
              <Film
                aria-hidden
                className="pointer-events-none absolute right-1.5 bottom-1.5 size-5 rounded-sm bg-black/60 p-0.5 text-white"
              />
            )}
            {media.kind === 'image' && media.alt === '' && (
              <span className="pointer-events-none absolute bottom-1.5 left-1.5 rounded-sm bg-warn-soft px-1.5 py-0.5 text-2xs font-medium text-warn">
                {t('noAlt')}
              </span>
            )}
            {marks && on && (
              <Check
                aria-hidden
                className="pointer-events-none absolute top-1.5 right-1.5 size-5 rounded-full bg-accent-solid p-0.5 text-on-accent"
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

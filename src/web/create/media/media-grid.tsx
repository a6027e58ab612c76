import type { Media } from '../../../modules/create/media/contract.ts'
import { carry } from './dragging.ts'
import { Face, Tick, useNameOf } from './tile.tsx'

type Props = {
  items: readonly Media[]
  chosen: ReadonlySet<string>
  onChoose: (media: Media) => void
}

/** Some pictures and films to choose from, or to drag out. */
export function MediaGrid({ items, chosen, onChoose }: Props) {
  const nameOf = useNameOf()
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-2">
      {items.map((media) => {
        const on = chosen.has(media.id)
        return (
          <li key={media.id} className="relative">
            <button
              type="button"
              aria-pressed={on}
              aria-label={nameOf(media)}
              title={media.alt || media.fileName}
              draggable
              onDragStart={(event) => carry(event.dataTransfer, [media])}
              onClick={() => onChoose(media)}
              className="block aspect-square w-full rounded-md"
            >
              <Face media={media} on={on} />
              {on && <Tick on />}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

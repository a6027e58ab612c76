import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { Crop, Film, GripVertical, X } from 'lucide-react'
import { lazy, Suspense, useId, useState } from 'react'
import { Media } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { inputLook } from '../../kit/input.tsx'
import { Progress } from '../../kit/progress.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { AltButton } from '../assistant/assistant-button.tsx'
import { MadeLine } from '../assistant/made-line.tsx'
import { AltHints } from '../media/alt-hints.tsx'
import { hasPicture, showUrl } from '../media/media-url.ts'
import type { Sending } from '../media/use-uploads.ts'
import { useComposing } from './composer-context.ts'
import { FilmLines } from './film-lines.tsx'
import { FitLines } from './fit-lines.tsx'
import { changePart } from './tailor.ts'
import { contentOf, type IdeaPart } from './writing.ts'

const PictureEditor = lazy(() =>
  import('../pictures/picture-editor.tsx').then(({ PictureEditor: part }) => ({ default: part })),
)

type Use = IdeaPart['media'][number]
type Props = {
  media: readonly Use[]
  index: number
  sending: readonly Sending[]
  onCancel: (key: string) => void
}

/** Pictures and films of a post in their order, each asking what it shows. */
export function MediaRows({ media, index, sending, onCancel }: Props) {
  const t = useWords('composer')
  const { target, change } = useComposing()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const set = (update: (now: readonly Use[]) => Use[]) =>
    change((now) =>
      changePart(now, target, index, { media: update(contentOf(now, target).parts[index]?.media ?? []) }),
    )
  const [editing, setEditing] = useState<string | null>(null)
  const onMade = (from: string, made: Media) => {
    setEditing(null)
    const { id, mime, bytes, width, height } = made
    const swap = (old: string, next: Partial<Use>) =>
      set((now) =>
        now.some((one) => one.id === next.id && one.id !== old)
          ? [...now]
          : now.map((one) => (one.id === old ? { ...one, ...next } : one)),
      )
    const before = media.find((one) => one.id === from)
    swap(from, { id, mime, bytes, width, height })
    toast(t('mediaEdited'), { undo: () => before && swap(id, before) })
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return
    set((now) => {
      const places = now.map((one) => one.id)
      return arrayMove([...now], places.indexOf(String(active.id)), places.indexOf(String(over.id)))
    })
  }
  const remove = (use: Use, place: number) => {
    set((now) => now.filter((one) => one.id !== use.id))
    toast(t('mediaRemoved'), { undo: () => set((now) => now.toSpliced(Math.min(place, now.length), 0, use)) })
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ screenReaderInstructions: { draggable: t('dragMedia') } }}
    >
      <SortableContext items={media.map((use) => use.id)} strategy={verticalListSortingStrategy}>
        <ul aria-label={t('media')} className="flex flex-col gap-2">
          {media.map((use, place) => (
            <MediaRow
              key={use.id}
              use={use}
              index={index}
              single={media.length === 1}
              same={media.filter((one) => one.alt.trim() !== '' && one.alt.trim() === use.alt.trim()).length}
              onAlt={(alt) => set((now) => now.map((one) => (one.id === use.id ? { ...one, alt } : one)))}
              onRemove={() => remove(use, place)}
              onEdit={() => setEditing(use.id)}
            />
          ))}
          {sending.map((one) => (
            <SendingRow key={one.key} sending={one} onCancel={() => onCancel(one.key)} />
          ))}
        </ul>
      </SortableContext>
      {editing && (
        <Suspense>
          <PictureEditor
            mediaId={editing}
            onClose={() => setEditing(null)}
            onMade={(made) => onMade(editing, made)}
          />
        </Suspense>
      )}
    </DndContext>
  )
}

function MediaRow({
  use,
  index,
  single,
  same,
  onAlt,
  onRemove,
  onEdit,
}: {
  use: Use
  index: number
  single: boolean
  /** How many of this post have the same words. */
  same: number
  onAlt: (alt: string) => void
  onRemove: () => void
  onEdit: () => void
}) {
  const t = useWords('composer')
  const id = useId()
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({
      id: use.id,
      disabled: single,
    })
  const missing = use.kind === 'image' && use.alt.trim() === ''
  return (
    <li
      ref={setNodeRef}
      style={{
        transform: transform ? `translate(${transform.x}px, ${transform.y}px)` : undefined,
        transition,
      }}
      className={cx(
        'flex items-start gap-2.5 rounded-md border border-line bg-surface p-2',
        isDragging && 'relative z-10 shadow-float',
      )}
    >
      {!single && (
        <button
          type="button"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={t('moveMedia')}
          className="-mx-1 flex min-h-control w-6 shrink-0 cursor-grab touch-none items-center justify-center self-center rounded-sm text-faint hover:text-text"
        >
          <GripVertical aria-hidden className="size-4" />
        </button>
      )}
      <Thumb use={use} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <label htmlFor={id} className="flex items-center justify-between gap-2 text-xs text-muted">
          <span className={cx(missing && 'font-medium text-warn')}>
            {missing ? t('altMissing') : t('alt')}
          </span>
          {use.durationMs !== null && <Length ms={use.durationMs} />}
        </label>
        <textarea
          id={id}
          rows={2}
          value={use.alt}
          placeholder={use.kind === 'image' ? t('altPlaceholder') : t('altFilm')}
          onChange={(event) => onAlt(event.target.value)}
          onBlur={() => void remember(use)}
          className={cx(inputLook, 'field-sizing-content min-h-14 resize-none py-1.5')}
        />
        {use.kind === 'image' && !missing && <AltHints alt={use.alt} same={same} />}
        <MadeLine part={index} field="alt" mediaId={use.id} />
        <FitLines use={use} />
        {use.kind === 'video' && <FilmLines use={use} />}
      </div>
      <span className="flex flex-col gap-1">
        <IconButton size="small" icon={X} label={t('removeMedia')} onClick={onRemove} />
        {use.kind === 'image' && use.mime !== 'image/gif' && (
          <IconButton size="small" icon={Crop} label={t('editMedia')} onClick={onEdit} />
        )}
        {use.kind === 'image' && <AltButton index={index} mediaId={use.id} />}
      </span>
    </li>
  )
}

/** The library learns the words too, so that nobody has to write them twice. A failure costs nothing here. */
async function remember({ id, alt }: Use): Promise<void> {
  if (alt.trim() === '') return
  const known = await api.get(path`/media/${id}`, { schema: Media }).catch(() => null)
  if (known && known.alt === '') await api.patch(path`/media/${id}`, { body: { alt } }).catch(() => null)
}

const Thumb = ({ use }: { use: Use }) => (
  <span className="relative size-18 shrink-0 overflow-hidden rounded-sm bg-sunken">
    {hasPicture(use) ? (
      <img src={showUrl(use, 160)} alt="" className="size-full object-cover" />
    ) : (
      <video src={`${showUrl(use, 160)}#t=0.1`} preload="metadata" muted className="size-full object-cover" />
    )}
    {use.kind === 'video' && (
      <Film
        aria-hidden
        className="absolute right-1 bottom-1 size-4 rounded-sm bg-black/60 p-0.5 text-white"
      />
    )}
  </span>
)

function Length({ ms }: { ms: number }) {
  const formats = useFormats()
  const seconds = Math.round(ms / 1000)
  return (
    <span className="figures">
      {formats.number(Math.floor(seconds / 60))}:{String(seconds % 60).padStart(2, '0')}
    </span>
  )
}

function SendingRow({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const t = useWords('composer')
  return (
    <li className="flex items-center gap-2.5 rounded-md border border-line bg-surface p-2">
      <span className="size-18 shrink-0 overflow-hidden rounded-sm bg-sunken">
        {sending.picture && (
          <img src={sending.picture} alt="" className="size-full object-cover opacity-60" />
        )}
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-1.5">
        <span className="truncate text-sm text-muted">{sending.name}</span>
        <Progress share={sending.share} label={t('uploading', { name: sending.name })} />
      </span>
      <IconButton size="small" icon={X} label={t('cancelUpload')} onClick={onCancel} />
    </li>
  )
}

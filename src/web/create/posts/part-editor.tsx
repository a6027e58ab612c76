import {
  ArrowDown,
  ArrowUp,
  ChartNoAxesColumn,
  Ellipsis,
  Image,
  Library,
  MessageSquareQuote,
  Trash2,
} from 'lucide-react'
import { type ClipboardEvent, type DragEvent, lazy, Suspense, useRef, useState } from 'react'
import type { Media } from '../../../modules/create/media/contract.ts'
import { IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { Input } from '../../kit/input.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { AssistantButton } from '../assistant/assistant-button.tsx'
import { MadeLine } from '../assistant/made-line.tsx'
import { carriedBy, carries } from '../media/dragging.ts'
import { accepted, useUploads } from '../media/use-uploads.ts'
import { WordTools } from '../typing/tools.tsx'
import { WordsField } from '../typing/words-field.tsx'
import { CardEditor } from './card-editor.tsx'
import { useComposing, useFound } from './composer-context.ts'
import { Counters } from './counter.tsx'
import { FoundList } from './found-list.tsx'
import { MediaRows } from './media-rows.tsx'
import { PollEditor } from './poll-editor.tsx'
import { arrangeParts, changePart } from './tailor.ts'
import { useSteadyCaret } from './use-steady-caret.ts'
import { contentOf, type IdeaPart } from './writing.ts'

const MediaPicker = lazy(() =>
  import('../media/media-picker.tsx').then(({ MediaPicker: part }) => ({ default: part })),
)

const MediaBeside = lazy(() =>
  import('../media/media-beside.tsx').then(({ MediaBeside: part }) => ({ default: part })),
)

type Props = { part: IdeaPart; index: number; count: number }

const asUse = ({
  id,
  kind,
  mime,
  bytes,
  width,
  height,
  durationMs,
  alt,
  film,
  cover,
  captions,
}: Media): IdeaPart['media'][number] => ({
  id,
  kind,
  mime,
  bytes,
  width,
  height,
  durationMs,
  alt,
  ...(kind === 'video' && { film, cover, captions }),
})

/** One post: its words, what is shown with them, and how much room is left. Files may be dropped or pasted anywhere in it. */
export function PartEditor({ part, index, count }: Props) {
  const t = useWords('composer')
  const { writing, target, change, readers, tried } = useComposing()
  const [picking, setPicking] = useState<'dialog' | 'beside' | null>(null)
  const files = useRef<HTMLInputElement>(null)
  const set = (next: Partial<IdeaPart>) => change((now) => changePart(now, target, index, next))
  const addMedia = (added: readonly Media[]) =>
    change((now) => {
      const { media } = contentOf(now, target).parts[index] ?? part
      const fresh = added.filter(({ id }) => !media.some((one) => one.id === id)).map(asUse)
      return changePart(now, target, index, { media: [...media, ...fresh] })
    })
  const { sending, add, cancel } = useUploads((media) => addMedia([media]))
  const drop = useDropZone((given) => void add(given), addMedia)
  const onPaste = (event: ClipboardEvent) => {
    const given = [...event.clipboardData.files]
    if (given.length === 0) return
    event.preventDefault()
    void add(given)
  }
  const textId = `part-${index}-text`
  const field = useSteadyCaret(part.text)
  const textFound = useFound(`parts.${index}.text`)
  const wrong = textFound.some((one) => one.level === 'error' && (one.code !== 'empty' || tried))
  const otherFound = [...useFound(`parts.${index}.media`), ...useFound(`parts.${index}.quote`)].filter(
    (one) => one.code !== 'alt_missing',
  )
  return (
    <section
      aria-label={count > 1 ? t('partOf', { number: index + 1, count }) : t('post')}
      onPaste={onPaste}
      {...drop.zone}
      className={cx(
        'relative flex flex-col gap-3 rounded-lg border bg-surface p-3 shadow-card md:p-4',
        drop.over
          ? 'border-accent-solid ring-2 ring-accent-solid'
          : wrong
            ? 'border-bad-mark'
            : 'border-line focus-within:border-focus',
      )}
    >
      {count > 1 && <PartHead index={index} count={count} />}
      <WordsField
        area={field}
        id={textId}
        aria-label={count > 1 ? t('textOf', { number: index + 1 }) : t('text')}
        aria-describedby={textFound.length > 0 ? `${textId}-found` : undefined}
        aria-invalid={wrong || undefined}
        placeholder={index === 0 ? t('placeholder') : t('placeholderMore')}
        value={part.text}
        // Browsers that cannot grow a field by themselves get a row for each line.
        rows={Math.max(index === 0 ? 5 : 3, part.text.split('\n').length)}
        onChange={(event) => set({ text: event.target.value })}
        className="min-h-28 resize-none! border-transparent! px-1! text-lg! shadow-none outline-none!"
      />
      <MadeLine part={index} field="text" />
      {(part.media.length > 0 || sending.length > 0) && (
        <MediaRows media={part.media} index={index} sending={sending} onCancel={cancel} />
      )}
      {part.poll && <PollEditor poll={part.poll} index={index} onChange={(poll) => set({ poll })} />}
      <CardEditor part={part} index={index} />
      {part.quote !== null && (
        <Input
          aria-label={t('quote')}
          placeholder="https://"
          value={part.quote}
          icon={MessageSquareQuote}
          onChange={(event) => set({ quote: event.target.value || null })}
        />
      )}
      <FoundList id={`${textId}-found`} found={textFound.filter((one) => one.code !== 'empty' || tried)} />
      <FoundList found={otherFound} />
      <div className="flex items-center justify-between gap-3 border-t border-line pt-2">
        <span className="-ml-1.5 flex flex-wrap items-center gap-0.5">
          <IconButton icon={Image} label={t('addMedia')} onClick={() => files.current?.click()} />
          <IconButton icon={Library} label={t('fromLibrary')} onClick={() => setPicking('dialog')} />
          {!part.poll && readers.some((channel) => channel.rules.poll) && (
            <IconButton
              icon={ChartNoAxesColumn}
              label={t('addPoll')}
              onClick={() => set({ poll: { options: ['', ''], minutes: 1440, multiple: false } })}
            />
          )}
          {part.quote === null && readers.some((channel) => channel.manifest.quotes) && (
            <IconButton icon={MessageSquareQuote} label={t('addQuote')} onClick={() => set({ quote: '' })} />
          )}
          <WordTools area={field} />
          <AssistantButton index={index} />
        </span>
        <Counters text={part.text} channels={readers} writing={writing} />
      </div>
      <input
        ref={files}
        type="file"
        multiple
        accept={accepted}
        aria-label={t('addMedia')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {drop.over && (
        <span className="pointer-events-none absolute inset-0 flex items-center justify-center rounded-lg bg-accent-soft/90 text-lg font-semibold text-accent">
          {t('dropHere')}
        </span>
      )}
      <Suspense>
        {picking === 'dialog' && (
          <MediaPicker
            onClose={() => setPicking(null)}
            onPicked={addMedia}
            onBeside={() => setPicking('beside')}
          />
        )}
        {picking === 'beside' && (
          <MediaBeside onClose={() => setPicking(null)} onPicked={(media) => addMedia([media])} />
        )}
      </Suspense>
    </section>
  )
}

/** Its place in the thread, and what can be done with the whole of it. */
function PartHead({ index, count }: { index: number; count: number }) {
  const t = useWords('composer')
  const { writing, target, change } = useComposing()
  const places = Array.from({ length: count }, (_, place) => place)
  const swap = (with_: number) =>
    change((now) =>
      arrangeParts(
        now,
        target,
        places.map((place) => (place === index ? with_ : place === with_ ? index : place)),
      ),
    )
  const remove = () => {
    const removed = contentOf(writing, target).parts[index]
    change((now) =>
      arrangeParts(
        now,
        target,
        places.filter((place) => place !== index),
      ),
    )
    if (removed?.text || removed?.media.length)
      toast(t('partRemoved', { number: index + 1 }), {
        undo: () =>
          change((now) => {
            const length = contentOf(now, target).parts.length
            const back = [...Array(length).keys()].toSpliced(Math.min(index, length), 0, -1)
            return changePart(arrangeParts(now, target, back), target, Math.min(index, length), removed)
          }),
      })
  }
  return (
    <header className="flex items-center justify-between">
      <h3 className="text-sm font-semibold text-muted figures">
        {t('partOf', { number: index + 1, count })}
      </h3>
      <span className="flex items-center">
        {index > 0 && (
          <IconButton size="small" icon={ArrowUp} label={t('earlier')} onClick={() => swap(index - 1)} />
        )}
        {index < count - 1 && (
          <IconButton size="small" icon={ArrowDown} label={t('later')} onClick={() => swap(index + 1)} />
        )}
        <Menu trigger={<IconButton size="small" icon={Ellipsis} label={t('more')} />}>
          <MenuItem icon={Trash2} danger onSelect={remove}>
            {t('removePart')}
          </MenuItem>
        </Menu>
      </span>
    </header>
  )
}

/** Files, or pictures of the library, dragged over it; leaving a child is not leaving it. */
function useDropZone(onFiles: (files: readonly File[]) => void, onMedia: (media: readonly Media[]) => void) {
  const depth = useRef(0)
  const [over, setOver] = useState(false)
  const brings = ({ dataTransfer: data }: DragEvent) => data.types.includes('Files') || carries(data)
  const end = () => {
    depth.current = 0
    setOver(false)
  }
  return {
    over,
    zone: {
      onDragEnter: (event: DragEvent) => {
        if (!brings(event)) return
        depth.current++
        setOver(true)
      },
      onDragLeave: (event: DragEvent) => {
        if (!brings(event)) return
        depth.current--
        if (depth.current <= 0) end()
      },
      onDragOver: (event: DragEvent) => brings(event) && event.preventDefault(),
      onDrop: (event: DragEvent) => {
        if (!brings(event)) return
        event.preventDefault()
        end()
        if (carries(event.dataTransfer)) onMedia(carriedBy(event.dataTransfer))
        else onFiles([...event.dataTransfer.files])
      },
    },
  }
}

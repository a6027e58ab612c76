import { useDroppable } from '@dnd-kit/core'
import { useState } from 'react'
import { useMay } from '../../api/me.ts'
import { Count } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import type { State } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { type Dragged, DragRoom } from './drag.tsx'
import { EntryChip } from './entry-chip.tsx'
import type { Placed } from './placed.ts'
import { useMoves } from './use-moves.ts'

const columns = {
  draft: ['draft'],
  proposed: ['proposed'],
  scheduled: ['scheduled', 'claimed', 'sending', 'sent', 'waiting', 'handed'],
  trouble: ['failed', 'in_doubt', 'missed'],
  published: ['published'],
} as const satisfies Record<string, readonly State[]>
type Column = keyof typeof columns

/** How many cards a column draws before it asks. */
const atOnce = 50

/** What stands where: drafts pulled to *scheduled* are scheduled at their wish, and back again. */
export function BoardView({ entries }: { entries: readonly Placed[] }) {
  const { schedule, unschedule } = useMoves()
  const may = useMay()
  const onDrop = (dragged: Dragged, column: string) => {
    if (!('entry' in dragged)) return
    const { entry } = dragged
    const isDraft = entry.deliveries.length === 0
    if (column === 'scheduled' && isDraft && may('post.publish')) schedule(entry)
    if (column === 'draft' && !isDraft && may('post.publish')) unschedule(entry)
  }
  return (
    <DragRoom onDrop={onDrop}>
      <div className="flex h-full min-h-0 snap-x gap-3 overflow-x-auto pb-3 md:pb-4">
        {(Object.keys(columns) as Column[]).map((column) => (
          <BoardColumn
            key={column}
            column={column}
            entries={entries.filter(({ state }) => (columns[column] as readonly State[]).includes(state))}
          />
        ))}
      </div>
    </DragRoom>
  )
}

function BoardColumn({ column, entries }: { column: Column; entries: readonly Placed[] }) {
  const t = useWords('calendar')
  const formats = useFormats()
  const [shown, setShown] = useState(atOnce)
  const { setNodeRef, isOver } = useDroppable({ id: column })
  const title = t(`columns.${column}`)
  return (
    <section
      ref={setNodeRef}
      aria-label={title}
      className={cx(
        'flex max-h-full w-[82vw] shrink-0 snap-center flex-col rounded-lg bg-sunken sm:w-72 lg:w-auto lg:min-w-52 lg:flex-1',
        isOver && 'outline-2 outline-accent-solid',
      )}
    >
      <h2 className="flex items-center gap-2 px-3 pt-3 pb-2 text-sm font-semibold">
        {title}
        <Count value={entries.length} />
      </h2>
      <div className="flex min-h-24 flex-1 flex-col gap-2 overflow-y-auto px-2 pb-3">
        {entries.length === 0 && <p className="px-1 text-sm text-faint">{t(`columnsEmpty.${column}`)}</p>}
        {entries.slice(0, shown).map((entry) => (
          <div key={entry.key}>
            <p className="px-1 pb-0.5 text-xs text-faint">{formats.weekday(entry.at)}</p>
            <EntryChip entry={entry} look="card" />
          </div>
        ))}
        {entries.length > shown && (
          <Button size="small" look="quiet" onClick={() => setShown(shown + atOnce)}>
            {t('moreOfDay', { count: entries.length - shown })}
          </Button>
        )}
      </div>
    </section>
  )
}

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useChannels } from '../../api/channels.ts'
import { StateBadge } from '../../kit/badge.tsx'
import type { Day } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { AdvisedMark } from './advised.tsx'
import { asUtc } from './days.ts'
import { EntryMenu } from './entry-menu.tsx'
import { GhostChip } from './ghost-chip.tsx'
import { type Ghost, together } from './ghosts.ts'
import { channelIdsOf, isMovable, type Placed } from './placed.ts'

type Row = { kind: 'day'; day: Day } | { kind: 'entry'; entry: Placed } | { kind: 'ghost'; ghost: Ghost }

/** Everything of the window in order, day by day. Only what is in sight is drawn: thousands of rows stay smooth. */
export function ListView({ entries, ghosts }: { entries: readonly Placed[]; ghosts: readonly Ghost[] }) {
  const room = useRef<HTMLDivElement>(null)
  const rows = rowsOf(entries, ghosts)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (place) => (rows[place]?.kind === 'day' ? 44 : 60),
    overscan: 12,
    scrollMargin: room.current?.offsetTop ?? 0,
    getItemKey: (place) => {
      const row = rows[place]
      if (!row) return place
      return row.kind === 'day' ? row.day : row.kind === 'entry' ? row.entry.key : row.ghost.key
    },
  })
  return (
    <div ref={room} className="relative pb-8" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index]
        return (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start - virtual.options.scrollMargin}px)` }}
          >
            {row?.kind === 'day' && <DayHead day={row.day} />}
            {row?.kind === 'entry' && <EntryRow entry={row.entry} />}
            {row?.kind === 'ghost' && (
              <div className="border-b border-line py-1.5">
                <GhostChip ghost={row.ghost} look="card" />
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}

function rowsOf(entries: readonly Placed[], ghosts: readonly Ghost[]): Row[] {
  const rows: Row[] = []
  let day = ''
  for (const shown of together(entries, ghosts)) {
    if (shown.day !== day) rows.push({ kind: 'day', day: shown.day })
    day = shown.day
    rows.push(
      'entry' in shown ? { kind: 'entry', entry: shown.entry } : { kind: 'ghost', ghost: shown.ghost },
    )
  }
  return rows
}

function DayHead({ day }: { day: Day }) {
  const formats = useFormats()
  return (
    <h2 className="pt-4 pb-1.5 text-sm font-semibold text-muted">
      {formats.custom(asUtc(day), { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')}
    </h2>
  )
}

function EntryRow({ entry }: { entry: Placed }) {
  const t = useWords('calendar')
  const formats = useFormats()
  const channels = useChannels()
  const go = useGo()
  return (
    <div className="group/chip flex items-center gap-1 border-b border-line">
      <button
        type="button"
        onClick={() => go(`/posts/${entry.postId}`)}
        className="flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-md px-1 text-left hover:bg-hover"
      >
        <span className="min-w-14 shrink-0 text-sm whitespace-nowrap text-muted figures">
          {formats.time(entry.at)}
        </span>
        <span className="line-clamp-2 min-w-0 flex-1">{entry.text.trim() || t('untitled')}</span>
        <AdvisedMark postId={entry.postId} />
        <span className="flex shrink-0 gap-0.5 max-sm:hidden">
          {channelIdsOf(entry).map((id) => {
            const face = channels?.get(id)?.face
            return face && <NetworkMark key={id} network={face} size="small" />
          })}
        </span>
        <StateBadge state={entry.state} className="shrink-0" />
      </button>
      <EntryMenu entry={entry} movable={isMovable(entry)} />
    </div>
  )
}

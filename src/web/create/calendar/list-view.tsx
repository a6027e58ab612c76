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
import { DayStory } from './day-story.tsx'
import { asUtc } from './days.ts'
import { EntryMenu } from './entry-menu.tsx'
import { GhostChip } from './ghost-chip.tsx'
import { type Ghost, together } from './ghosts.ts'
import { channelIdsOf, isMovable, type Placed } from './placed.ts'
import type { DayMarks } from './use-marks.ts'

type Row =
  | { kind: 'day'; day: Day; marks?: DayMarks | undefined }
  | { kind: 'entry'; entry: Placed }
  | { kind: 'ghost'; ghost: Ghost }

/** Everything of the window in order, day by day. Only what is in sight is drawn: thousands of rows stay smooth. */
type Props = {
  entries: readonly Placed[]
  ghosts: readonly Ghost[]
  /** What lies over the days, where all of them are told. */
  marks?: ReadonlyMap<Day, DayMarks>
}

export function ListView({ entries, ghosts, marks }: Props) {
  const room = useRef<HTMLDivElement>(null)
  const rows = rowsOf(entries, ghosts, toldOnce(marks))
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
            {row?.kind === 'day' && <DayHead day={row.day} marks={row.marks} />}
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

/** Campaigns and notes on the day on which they begin, or on the first of all: once, and not on each day that they go on. */
function toldOnce(marks: ReadonlyMap<Day, DayMarks> = new Map()): ReadonlyMap<Day, DayMarks> {
  const first = [...marks.keys()][0]
  return new Map(
    [...marks].map(([day, all]) => [
      day,
      { ...all, bands: all.bands.filter((band) => band && (band.from === day || day === first)) },
    ]),
  )
}

function rowsOf(
  entries: readonly Placed[],
  ghosts: readonly Ghost[],
  marks: ReadonlyMap<Day, DayMarks>,
): Row[] {
  const byDay = Map.groupBy(together(entries, ghosts), ({ day }) => day)
  const told = [...marks].filter(([, { bands, holidays }]) => bands.length + holidays.length > 0)
  const days = [...new Set([...byDay.keys(), ...told.map(([day]) => day)])].sort()
  return days.flatMap((day): Row[] => [
    { kind: 'day', day, marks: marks.get(day) },
    ...(byDay.get(day) ?? []).map(
      (shown): Row =>
        'entry' in shown ? { kind: 'entry', entry: shown.entry } : { kind: 'ghost', ghost: shown.ghost },
    ),
  ])
}

function DayHead({ day, marks }: { day: Day; marks: DayMarks | undefined }) {
  const formats = useFormats()
  return (
    <div className="flex flex-col gap-1.5 pt-4 pb-1.5">
      <h2 className="text-sm font-semibold text-muted">
        {formats.custom(asUtc(day), { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')}
      </h2>
      <DayStory day={day} marks={marks} />
    </div>
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

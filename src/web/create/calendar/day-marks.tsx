import { CircleDashed } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useChannels } from '../../api/channels.ts'
import { cx } from '../../kit/class.ts'
import { addDays, type Day, startOfWeek } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { ColourMark } from './band.tsx'
import type { Band, DayMarks } from './use-marks.ts'

const NoteDialog = lazy(() => import('./note-dialog.tsx').then(({ NoteDialog: view }) => ({ default: view })))

type Props = { day: Day; marks: DayMarks | undefined; firstWeekday: number }

/** Campaigns and notes that lie over a day. A band says its words where it begins, and where a week does. */
export function Bands({ day, marks, firstWeekday }: Props) {
  const bands = marks?.bands ?? []
  if (bands.length === 0) return null
  const weekEnd = addDays(startOfWeek(day, firstWeekday), 6)
  return (
    <div className="flex flex-col gap-0.5">
      {bands.map((band, lane) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
        if (!band) return <span key={lane} className="h-6" />
        const begins = band.from === day || startOfWeek(day, firstWeekday) === day
        const ends = band.to === day || day === weekEnd
        return <BandPiece key={band.key} band={band} begins={begins} ends={ends} />
      })}
    </div>
  )
}

function BandPiece({ band, begins, ends }: { band: Band; begins: boolean; ends: boolean }) {
  const t = useWords('calendar')
  const go = useGo()
  const [open, setOpen] = useState(false)
  const words = band.note ? t('noteBand', { text: band.text }) : t('campaignBand', { name: band.text })
  return (
    <>
      <button
        type="button"
        tabIndex={begins ? 0 : -1}
        aria-label={words}
        title={words}
        onClick={() => (band.note ? setOpen(true) : go(`/campaigns/${band.campaign}`))}
        className={cx(
          'relative flex h-6 min-w-0 items-center gap-1 overflow-hidden bg-sunken text-left text-xs text-muted hover:text-text',
          begins ? 'rounded-l-sm' : '-ml-1',
          ends ? 'rounded-r-sm' : '-mr-1',
        )}
      >
        {begins && <ColourMark colour={band.colour} className="h-full w-1" />}
        {begins && <span className="truncate">{band.text}</span>}
        <ColourMark colour={band.colour} className="absolute inset-x-0 bottom-0 h-0.5" />
      </button>
      {open && (
        <Suspense>
          <NoteDialog note={band.note ?? null} day={band.from} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** What a day is, by name: a day of a month is narrow, so names take a line of their own, and a second one. */
export function Holidays({ marks }: { marks: DayMarks | undefined }) {
  const holidays = marks?.holidays ?? []
  if (holidays.length === 0) return null
  return (
    <span
      title={holidays.map(({ name, country }) => `${name} (${country})`).join(', ')}
      className={cx(
        'line-clamp-2 min-w-0 px-1 text-xs leading-tight wrap-anywhere hyphens-auto',
        holidays.some(({ free }) => free) ? 'font-medium text-muted' : 'text-faint',
      )}
    >
      {holidays.map(({ name }) => name).join(', ')}
    </span>
  )
}

/** By the plan something is missing that day. */
export function Gap({ marks }: { marks: DayMarks | undefined }) {
  const t = useWords('calendar')
  const formats = useFormats()
  const channels = useChannels()
  if (!marks || marks.gap.length === 0) return null
  const missing = t('gap', {
    channels: formats.list(marks.gap.flatMap((id) => channels?.get(id)?.handle ?? [])),
  })
  return (
    <span title={missing} className="ml-auto shrink-0 px-1 text-warn">
      <CircleDashed aria-hidden className="size-3.5" />
      <span className="sr-only">{missing}</span>
    </span>
  )
}

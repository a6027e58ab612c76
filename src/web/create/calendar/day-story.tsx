import { CircleDashed } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useChannels } from '../../api/channels.ts'
import type { Day } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { ColourMark } from './band.tsx'
import type { Band, DayMarks } from './use-marks.ts'

const NoteDialog = lazy(() => import('./note-dialog.tsx').then(({ NoteDialog: view }) => ({ default: view })))

/** What lies over a day, in words, for a day that is looked at alone. */
export function DayStory({ day, marks }: { day: Day; marks: DayMarks | undefined }) {
  const t = useWords('calendar')
  const formats = useFormats()
  const channels = useChannels()
  const go = useGo()
  const [note, setNote] = useState<Band['note'] | null>(null)
  if (!marks) return null
  return (
    <>
      {marks.holidays.map(({ name, country }) => (
        <p key={`${country} ${name}`} className="text-sm text-muted">
          {name} ({country})
        </p>
      ))}
      {marks.bands.flatMap((band) =>
        band ? (
          <button
            key={band.key}
            type="button"
            onClick={() => (band.note ? setNote(band.note) : go(`/campaigns/${band.campaign}`))}
            className="flex min-h-9 items-center gap-2 rounded-md bg-sunken px-2.5 py-1.5 text-left text-sm break-words hover:bg-hover touch:min-h-11"
          >
            <ColourMark colour={band.colour} className="size-3 rounded-full" />
            <span className="min-w-0">
              {band.note ? t('noteBand', { text: band.text }) : t('campaignBand', { name: band.text })}
            </span>
          </button>
        ) : (
          []
        ),
      )}
      {marks.gap.length > 0 && (
        <p className="flex items-center gap-1.5 text-sm text-warn">
          <CircleDashed aria-hidden className="size-4 shrink-0" />
          {t('gap', { channels: formats.list(marks.gap.flatMap((id) => channels?.get(id)?.handle ?? [])) })}
        </p>
      )}
      {note && (
        <Suspense>
          <NoteDialog note={note} day={day} onClose={() => setNote(null)} />
        </Suspense>
      )}
    </>
  )
}

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import type { Day } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { useGo } from '../../kit/route.ts'
import { states, toneMark } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { DayStory } from './day-story.tsx'
import { asUtc, weeksOfMonth } from './days.ts'
import { EntryChip } from './entry-chip.tsx'
import { GhostChip } from './ghost-chip.tsx'
import { type Ghost, type Shown, shownByDay, together } from './ghosts.ts'
import type { Placed } from './placed.ts'
import type { DayMarks } from './use-marks.ts'

type Props = {
  date: Day
  today: Day
  firstWeekday: number
  entries: readonly Placed[]
  ghosts: readonly Ghost[]
  marks: ReadonlyMap<Day, DayMarks>
}

/** A month for a thumb: marks in the days above, the chosen day's posts below. */
export function MonthPhone({ date, today, firstWeekday, entries, ghosts, marks }: Props) {
  const t = useWords('calendar')
  const formats = useFormats()
  const go = useGo()
  const may = useMay()
  const inMonth = today.slice(0, 7) === date.slice(0, 7)
  const [chosen, setChosen] = useState(inMonth ? today : date)
  const days = shownByDay(together(entries, ghosts))
  const weeks = weeksOfMonth(date, firstWeekday)
  const ofDay = days.get(chosen) ?? []
  return (
    <div className="flex flex-col gap-4">
      <div className="rounded-lg border border-line bg-surface p-1.5 shadow-card">
        <div aria-hidden className="grid grid-cols-7 text-center text-xs text-muted">
          {weeks[0]?.map((day) => (
            <span key={day} className="py-1">
              {formats.custom(asUtc(day), { weekday: 'narrow' }, 'UTC')}
            </span>
          ))}
        </div>
        <div className="grid grid-cols-7">
          {weeks.flat().map((day) => (
            <button
              key={day}
              type="button"
              aria-pressed={day === chosen}
              aria-label={t('day', {
                day: formats.custom(asUtc(day), { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC'),
                count: days.get(day)?.length ?? 0,
              })}
              onClick={() => setChosen(day)}
              className={cx(
                'flex min-h-12 flex-col items-center gap-1 rounded-md pt-1.5 text-sm figures',
                day === chosen && 'bg-accent-soft font-semibold text-accent',
                day !== chosen && day.slice(0, 7) !== date.slice(0, 7) && 'text-faint',
                day === today && 'underline decoration-2 underline-offset-4',
              )}
            >
              {Number(day.slice(8))}
              <Marks entries={days.get(day) ?? []} gap={(marks.get(day)?.gap.length ?? 0) > 0} />
            </button>
          ))}
        </div>
      </div>
      <section className="flex flex-col gap-2">
        <div className="flex items-center justify-between gap-3">
          <h2 className="text-base font-semibold">
            {formats.custom(asUtc(chosen), { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')}
          </h2>
          {chosen >= today && may('post.write') && (
            <Button icon={Plus} onClick={() => go(`/posts/new?at=${chosen}T09:00`)}>
              {t('write')}
            </Button>
          )}
        </div>
        <DayStory day={chosen} marks={marks.get(chosen)} />
        {ofDay.length === 0 && <p className="text-muted">{t('nothingThatDay')}</p>}
        {ofDay.map((one) =>
          'entry' in one ? (
            <EntryChip key={one.key} entry={one.entry} look="card" />
          ) : (
            <GhostChip key={one.key} ghost={one.ghost} look="card" />
          ),
        )}
      </section>
    </div>
  )
}

/** At most four marks, one for each state there is; hollow for what waits to be written. */
const Marks = ({ entries, gap }: { entries: readonly Shown[]; gap: boolean }) => (
  <span aria-hidden className="flex h-1.5 gap-0.5">
    {[...new Set(entries.flatMap((one) => ('entry' in one ? states[one.entry.state].tone : [])))]
      .slice(0, 4)
      .map((tone) => (
        <span key={tone} className={cx('size-1.5 rounded-full', toneMark[tone])} />
      ))}
    {gap && <span className="h-1.5 w-3 rounded-full border border-dashed border-warn-mark" />}
    {entries.some((one) => 'ghost' in one) && <span className="size-1.5 rounded-full border border-edge" />}
  </span>
)

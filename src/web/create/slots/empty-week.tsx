import { CalendarRange } from 'lucide-react'
import { useLocale } from 'use-intl'
import { Button } from '../../kit/button.tsx'
import { sayTime } from '../../kit/clock.ts'
import { EmptyState } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { type Preset, presets, presetWeek, type Week } from './week.ts'

type Props = { may: boolean; onChange: (week: Week, words: string) => void }

/** A channel without times: what they are for, and usual weeks to begin with. */
export function EmptyWeek({ may, onChange }: Props) {
  const t = useWords('slots')
  const locale = useLocale()
  const formats = useFormats()
  const timesOf = (preset: Preset) => formats.list(presets[preset].times.map((time) => sayTime(time, locale)))
  const take = (preset: Preset) => onChange(presetWeek(preset), t('filled'))
  return (
    <EmptyState
      small
      icon={CalendarRange}
      title={t('empty.title')}
      action={
        may &&
        (Object.keys(presets) as Preset[]).map((preset) => (
          <Button key={preset} onClick={() => take(preset)}>
            {t(`presets.${preset}`, { times: timesOf(preset) })}
          </Button>
        ))
      }
    >
      {t('empty.words')}
    </EmptyState>
  )
}

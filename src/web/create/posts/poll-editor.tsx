import { Plus, Trash2, X } from 'lucide-react'
import { Button, IconButton } from '../../kit/button.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing, useFound } from './composer-context.ts'
import { FoundList } from './found-list.tsx'
import { useDurations } from './use-durations.ts'
import type { IdeaPart } from './writing.ts'

type Poll = NonNullable<IdeaPart['poll']>

/** A question to the readers: its answers, how long it runs, whether several may be chosen. */
export function PollEditor({
  poll,
  index,
  onChange,
}: {
  poll: Poll
  index: number
  onChange: (poll: Poll | null) => void
}) {
  const t = useWords('composer')
  const { readers } = useComposing()
  const found = useFound(`parts.${index}.poll`)
  const durations = useDurations(poll.minutes)
  const most = Math.max(2, ...readers.map((channel) => channel.rules.poll?.options[1] ?? 0))
  // Where all who read this take one answer only, several are not offered.
  const rules = readers.flatMap((channel) => channel.rules.poll ?? [])
  const several = poll.multiple || rules.length === 0 || rules.some((rule) => !rule.oneAnswer)
  const setOption = (place: number, words: string) =>
    onChange({ ...poll, options: poll.options.map((option, at) => (at === place ? words : option)) })
  const remove = () => {
    onChange(null)
    toast(t('pollRemoved'), { undo: () => onChange(poll) })
  }
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border border-line p-3">
      <legend className="sr-only">{t('poll')}</legend>
      <div className="flex items-center justify-between">
        <h4 className="text-sm font-semibold">{t('poll')}</h4>
        <IconButton size="small" icon={Trash2} label={t('removePoll')} onClick={remove} />
      </div>
      {poll.options.map((option, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place
        <div key={place} className="flex items-center gap-1.5">
          <Input
            aria-label={t('answer', { number: place + 1 })}
            placeholder={t('answer', { number: place + 1 })}
            value={option}
            onChange={(event) => setOption(place, event.target.value)}
          />
          {poll.options.length > 2 && (
            <IconButton
              size="small"
              icon={X}
              label={t('removeAnswer')}
              onClick={() => onChange({ ...poll, options: poll.options.filter((_, at) => at !== place) })}
            />
          )}
        </div>
      ))}
      <div className="flex flex-wrap items-center justify-between gap-3">
        {poll.options.length < most ? (
          <Button
            look="quiet"
            size="small"
            icon={Plus}
            onClick={() => onChange({ ...poll, options: [...poll.options, ''] })}
          >
            {t('addAnswer')}
          </Button>
        ) : (
          <span />
        )}
        <Select
          label={t('runs')}
          className="w-44"
          value={String(poll.minutes)}
          onChange={(minutes) => onChange({ ...poll, minutes: Number(minutes) })}
          choices={durations}
        />
      </div>
      {several && (
        <Switch
          label={t('multiple')}
          checked={poll.multiple}
          onChange={(multiple) => onChange({ ...poll, multiple })}
        />
      )}
      <FoundList found={found} />
    </fieldset>
  )
}

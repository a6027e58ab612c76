import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PreviewAnswer, type SeriesBody } from '../../../modules/create/series/contract.ts'
import { api } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { DateField, DateTimeField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { Weekdays } from '../../kit/weekdays.tsx'
import { useWords } from '../../kit/words.ts'
import { ZoneSelect } from '../../kit/zone-select.tsx'
import { type RuleForm, readRule, writeRule } from './rule.ts'

type Props = { draft: SeriesBody; onChange: (some: Partial<SeriesBody>) => void }

const freqs = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
const ends = ['never', 'count', 'until'] as const

/** How often, from when, in which zone, until when, and on which days not; with the first times that come of it. */
export function RuleFields({ draft, onChange }: Props) {
  const t = useWords('bulk')
  const { weekStartsOn } = useWorkspace()
  const form = readRule(draft.rule)
  const [excluded, setExcluded] = useState(draft.excluded.join(', '))
  const set = (some: Partial<RuleForm>) => onChange({ rule: writeRule({ ...form, ...some }) })
  const offered = draft.kind === 'evergreen' ? ([...freqs, 'SLOTS'] as const) : freqs
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field label={t('series.how')}>
          <NativeSelect
            value={form.freq}
            onChange={({ target }) => set({ freq: target.value as RuleForm['freq'], rest: [] })}
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {t(`series.freqs.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        {form.freq !== 'SLOTS' && (
          <Field label={t('series.interval')}>
            <Input
              inputMode="numeric"
              value={String(form.interval)}
              onChange={({ target }) =>
                set({ interval: Math.min(99, Number(target.value.replace(/\D/g, '')) || 1) })
              }
            />
          </Field>
        )}
      </div>
      {form.freq === 'WEEKLY' && (
        <Weekdays
          label={t('series.days')}
          days={form.days}
          weekStartsOn={weekStartsOn}
          onToggle={(day) =>
            set({
              days: form.days.includes(day) ? form.days.filter((one) => one !== day) : [...form.days, day],
            })
          }
        />
      )}
      <Field label={t('series.start')}>
        <DateTimeField
          value={draft.startsAt}
          zone={draft.zone}
          weekStartsOn={weekStartsOn}
          onChange={(startsAt) => onChange({ startsAt })}
        />
      </Field>
      <Field label={t('series.zone')}>
        <ZoneSelect value={draft.zone} onChange={(zone) => onChange({ zone })} />
      </Field>
      {form.freq !== 'SLOTS' && (
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <Field label={t('series.end')}>
            <NativeSelect
              value={form.end}
              onChange={({ target }) => set({ end: target.value as RuleForm['end'] })}
            >
              {ends.map((one) => (
                <option key={one} value={one}>
                  {t(`series.ends.${one}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {form.end === 'count' && (
            <Field label={t('series.count')}>
              <Input
                inputMode="numeric"
                value={String(form.count)}
                onChange={({ target }) =>
                  set({ count: Math.min(1000, Number(target.value.replace(/\D/g, '')) || 1) })
                }
              />
            </Field>
          )}
          {form.end === 'until' && (
            <Field label={t('series.until')}>
              <DateField
                value={form.until}
                zone={draft.zone}
                weekStartsOn={weekStartsOn}
                label={t('series.until')}
                onChange={(until) => set({ until })}
              />
            </Field>
          )}
        </div>
      )}
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field label={t('series.holidays')} optional>
          <Input
            value={draft.holidays ?? ''}
            maxLength={2}
            onChange={({ target }) => onChange({ holidays: target.value.toUpperCase().trim() || null })}
          />
        </Field>
        <Field label={t('series.excluded')} optional>
          <Input
            value={excluded}
            onChange={({ target }) => {
              setExcluded(target.value)
              const days = target.value.split(/[\s,;]+/)
              onChange({ excluded: days.filter((day) => /^\d{4}-\d\d-\d\d$/.test(day)) })
            }}
          />
        </Field>
      </div>
      {draft.rule !== null && <Preview draft={draft} />}
    </div>
  )
}

function Preview({ draft }: { draft: SeriesBody }) {
  const t = useWords('bulk')
  const words = useProblemWords()
  const formats = useFormats()
  const { rule, startsAt, zone, excluded, holidays } = draft
  const body = {
    rule,
    startsAt,
    zone,
    excluded,
    holidays: /^[A-Z]{2}$/.test(holidays ?? '') ? holidays : null,
  }
  const found = useQuery({
    queryKey: ['series preview', body],
    queryFn: ({ signal }) => api.post('/series/preview', { body, schema: PreviewAnswer, signal }),
    retry: false,
    placeholderData: (before) => before,
  })
  if (found.isError) return <p className="text-sm text-bad">{words(found.error)}</p>
  const items = found.data?.items ?? []
  return (
    <section aria-label={t('series.preview')} className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium text-muted">{t('series.preview')}</h3>
      {found.isSuccess && items.length === 0 && <p className="text-sm text-bad">{t('series.previewNone')}</p>}
      <ol className="grid gap-x-4 gap-y-1 text-sm figures sm:grid-cols-2">
        {items.slice(0, 6).map(({ civil, at, moved }) => (
          <li key={civil}>
            {formats.moment(at, zone)}
            {moved && <span className="text-warn"> · {t('series.moved')}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { useLocale } from 'use-intl'
import { PlanDate, type Rules } from '../../../modules/plan/content-plan/contract.ts'
import { useContractForm } from '../../api/form.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { addDays, type Day } from '../../kit/days.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { ChannelChoices } from './channel-choices.tsx'
import { ListRows } from './list-rows.tsx'
import { sayMinutes } from './say-minutes.ts'
import type { PlanDesk } from './use-draft.ts'
import { useCountries } from './use-plan.ts'

const none = 'none'
const most = 200

/** Holidays, days of one's own, days without posts, and how close posts may come. */
export function DatesCard({ desk }: { desk: PlanDesk }) {
  const t = useWords('plan')
  const [at, setAt] = useState<number | null>(null)
  const sayDays = useSayDays()
  const { rules } = desk.plan
  const change = (next: Partial<Rules>) => desk.change({ rules: { ...rules, ...next } })
  const { dates } = rules
  return (
    <Card
      title={t('dates.title')}
      help={t('dates.help')}
      actions={
        <Button icon={Plus} disabled={dates.length >= most} onClick={() => setAt(dates.length)}>
          {t('dates.add')}
        </Button>
      }
    >
      <div className="mb-4 grid gap-4 sm:grid-cols-3">
        <CountryFields rules={rules} onChange={change} />
        <Field label={t('dates.holidays')}>
          <Select
            value={rules.holidays}
            onChange={(holidays) => change({ holidays })}
            choices={(['name', 'free', 'ignore'] as const).map((value) => ({
              value,
              label: t(`dates.treat.${value}`),
            }))}
          />
        </Field>
        <Spacing rules={rules} onChange={change} />
      </div>
      <ListRows
        empty={t('dates.none')}
        onChange={setAt}
        onRemove={(gone) => change({ dates: dates.filter((_, i) => i !== gone) })}
        items={dates.map((date, i) => ({
          // Days have no id: two of the same name on the same day are told apart by their place.
          key: `${date.name} ${date.from} ${i}`,
          title: date.name,
          words: [sayDays(date), date.free ? t('dates.isFree') : t('dates.isOccasion')].join(' · '),
        }))}
      />
      {at !== null && (
        <DateForm
          date={dates[at] ?? null}
          onClose={() => setAt(null)}
          onSave={(date) => {
            change({
              dates: at < dates.length ? dates.map((one, i) => (i === at ? date : one)) : [...dates, date],
            })
            setAt(null)
          }}
        />
      )}
    </Card>
  )
}

/** A day, or from one to another. */
export function useSayDays(): (span: { from: Day; to: Day }) => string {
  const formats = useFormats()
  return ({ from, to }) => formats.range(from, to)
}

type Change = { rules: Rules; onChange: (change: Partial<Rules>) => void }

function CountryFields({ rules, onChange }: Change) {
  const t = useWords('plan')
  const locale = useLocale()
  const countries = useCountries()
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const states = countries.find(({ code }) => code === rules.country)?.states ?? []
  const choices = countries
    .map(({ code }) => ({ value: code, label: names.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  return (
    <>
      <Field label={t('dates.country')}>
        <Select
          value={rules.country ?? none}
          onChange={(value) => onChange({ country: value === none ? null : value, state: null })}
          choices={[
            { value: none, label: t('none') },
            ...(choices.length === 0 && rules.country
              ? [{ value: rules.country, label: names.of(rules.country) ?? rules.country }]
              : choices),
          ]}
        />
      </Field>
      {states.length > 0 && (
        <Field label={t('dates.state')}>
          <Select
            value={rules.state ?? none}
            onChange={(value) => onChange({ state: value === none ? null : value })}
            choices={[
              { value: none, label: t('dates.wholeCountry') },
              ...states.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        </Field>
      )}
    </>
  )
}

const spacings = [0, 30, 60, 120, 240, 480, 1440]

function Spacing({ rules, onChange }: Change) {
  const t = useWords('plan')
  const { spacingMinutes } = rules
  const all = spacings.includes(spacingMinutes)
    ? spacings
    : [...spacings, spacingMinutes].sort((a, b) => a - b)
  return (
    <Field label={t('dates.spacing')}>
      <Select
        value={String(spacingMinutes)}
        onChange={(value) => onChange({ spacingMinutes: Number(value) })}
        choices={all.map((minutes) => ({
          value: String(minutes),
          label: minutes === 0 ? t('dates.noSpacing') : sayMinutes(t, minutes),
        }))}
      />
    </Field>
  )
}

type FormProps = { date: PlanDate | null; onClose: () => void; onSave: (date: PlanDate) => void }

function DateForm({ date, onClose, onSave }: FormProps) {
  const t = useWords('plan')
  const { timeZone, weekStartsOn } = useWorkspace()
  const soon = addDays(toCivil(new Date(), timeZone).slice(0, 10), 7)
  const form = useContractForm(
    PlanDate,
    date ?? { name: '', from: soon, to: soon, free: false, channelIds: [] },
  )
  const submit = form.submit(async (body) => onSave(body))
  const { control } = form
  const day = (name: 'from' | 'to') => (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <Field label={t(`dates.${name}`)} error={form.errorOf(name)}>
          <DateField
            label={t(`dates.${name}`)}
            value={field.value}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            onChange={(next) => {
              field.onChange(next)
              if (name === 'from' && form.getValues('to') < next) form.setValue('to', next)
            }}
          />
        </Field>
      )}
    />
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={date ? t('dates.change') : t('dates.add')}
      actions={
        <Button look="primary" onClick={() => void submit()}>
          {t('take')}
        </Button>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('dates.name')} error={form.errorOf('name')}>
          <Input maxLength={80} placeholder={t('dates.namePlaceholder')} {...form.register('name')} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          {day('from')}
          {day('to')}
        </div>
        <Controller
          control={control}
          name="free"
          render={({ field }) => (
            <Switch
              label={t('dates.free')}
              help={t('dates.freeHelp')}
              checked={field.value ?? false}
              onChange={field.onChange}
            />
          )}
        />
        <Controller
          control={control}
          name="channelIds"
          render={({ field }) => (
            <ChannelChoices
              label={t('dates.channels')}
              chosen={field.value ?? []}
              onChange={field.onChange}
            />
          )}
        />
      </form>
    </Dialog>
  )
}

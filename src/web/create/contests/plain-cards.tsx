import type { ContestSetting } from '../../../modules/create/contests/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { DateTimeField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { ZoneSelect } from '../../kit/zone-select.tsx'

type Props = {
  setting: ContestSetting
  onChange: (change: Partial<ContestSetting>) => void
  faultAt: (path: string) => string | undefined
}

/** Its name, when it runs, and how many win. */
export function TimeCard({ setting, onChange, faultAt }: Props) {
  const t = useWords('contests')
  const { weekStartsOn } = useWorkspace()
  const moment = (name: 'startsAt' | 'endsAt') => (
    <Field label={t(`fields.${name}`)} error={faultAt(name)}>
      <DateTimeField
        label={t(`fields.${name}`)}
        value={setting[name] ?? ''}
        zone={setting.timeZone}
        weekStartsOn={weekStartsOn}
        onChange={(civil) => onChange({ [name]: civil || null })}
      />
    </Field>
  )
  return (
    <Card title={t('time.title')}>
      <div className="flex flex-col gap-4">
        <Field label={t('fields.name')} required error={faultAt('name')}>
          <Input
            value={setting.name}
            maxLength={120}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        </Field>
        <div className="grid gap-4 lg:grid-cols-2">
          {moment('startsAt')}
          {moment('endsAt')}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('fields.zone')}>
            <ZoneSelect value={setting.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
          </Field>
          <Field label={t('fields.winners')} help={t('fields.winnersHelp')} error={faultAt('winners')}>
            <Input
              type="number"
              min={1}
              max={100}
              value={setting.winners}
              onChange={({ target }) => onChange({ winners: Number(target.value) || 1 })}
            />
          </Field>
        </div>
      </div>
    </Card>
  )
}

/** The form on the page of the contest. */
export function FormCard({ setting: { form }, onChange, faultAt }: Props) {
  const t = useWords('contests')
  const set = (change: Partial<typeof form>) => onChange({ form: { ...form, ...change } })
  return (
    <Card title={t('form.title')} help={t('form.help')}>
      <div className="flex flex-col gap-4">
        <Switch label={t('form.on')} checked={form.on} onChange={(on) => set({ on })} />
        {form.on && (
          <>
            <Field
              label={t('form.question')}
              help={t('form.questionHelp')}
              optional
              error={faultAt('form.question')}
            >
              <Input
                value={form.question}
                maxLength={300}
                onChange={({ target }) => set({ question: target.value })}
              />
            </Field>
            <Field label={t('form.news')} help={t('form.newsHelp')} optional error={faultAt('form.news')}>
              <Textarea
                rows={2}
                maxLength={600}
                value={form.news}
                onChange={({ target }) => set({ news: target.value })}
              />
            </Field>
          </>
        )}
      </div>
    </Card>
  )
}

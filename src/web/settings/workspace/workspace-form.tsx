import { Controller } from 'react-hook-form'
import { useLocale } from 'use-intl'
import { Workspace, WorkspacePatch } from '../../../modules/people/workspaces/contract.ts'
import { api } from '../../api/client.ts'
import { type ContractForm, useContractForm } from '../../api/form.ts'
import { useMay } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { sayDay } from '../../kit/days.ts'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ZoneSelect } from '../../kit/zone-select.tsx'
import { languages } from '../../messages/languages.ts'
import { staleChoices } from './stale.ts'

type Props = { workspace: Workspace; onSaved: (saved: Workspace) => void }

export function WorkspaceForm({ workspace, onSaved }: Props) {
  const t = useWords('settings')
  const may = useMay()
  const form = useContractForm(WorkspacePatch, pick(workspace))
  const save = form.submit(async (body) => {
    const saved = await api.patch('/workspace', { body, schema: Workspace })
    form.reset(pick(saved))
    onSaved(saved)
    toast(t('saved'))
  })
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-5">
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <fieldset disabled={!may('workspace.manage')} className="flex flex-col gap-5">
        <Card title={t('workspace.brand')}>
          <Field label={t('workspace.name')} error={form.errorOf('name')}>
            <Input autoComplete="off" {...form.register('name')} />
          </Field>
        </Card>
        <TimeCard form={form} />
        <LateCard form={form} />
      </fieldset>
      {may('workspace.manage') ? (
        <Button
          type="submit"
          look="primary"
          className="self-start"
          disabled={!form.formState.isDirty}
          busy={form.formState.isSubmitting}
        >
          {t('save')}
        </Button>
      ) : (
        <Alert tone="info">{t('workspace.onlyManagers')}</Alert>
      )}
    </form>
  )
}

const pick = ({ name, timeZone, language, weekStartsOn, stalenessMinutes }: Workspace): WorkspacePatch => ({
  name,
  timeZone,
  // Another language than ours can only come from an import; English stands for it then.
  language: WorkspacePatch.shape.language.safeParse(language).data ?? 'en',
  weekStartsOn,
  stalenessMinutes,
})

type PartProps = { form: ContractForm<WorkspacePatch, WorkspacePatch> }

function TimeCard({ form }: PartProps) {
  const t = useWords('settings')
  const locale = useLocale()
  const weekdays = [1, 6, 7].map((weekday) => ({
    value: String(weekday),
    // 2 March 2026 is a Monday.
    label: sayDay(`2026-03-0${weekday + 1}`, locale, { weekday: 'long' }),
  }))
  return (
    <Card title={t('workspace.timeTitle')} help={t('workspace.timeHelp')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('workspace.zone')} error={form.errorOf('timeZone')}>
          <Controller
            control={form.control}
            name="timeZone"
            render={({ field }) => <ZoneSelect value={field.value ?? 'UTC'} onChange={field.onChange} />}
          />
        </Field>
        <Field label={t('workspace.weekStart')} error={form.errorOf('weekStartsOn')}>
          <Controller
            control={form.control}
            name="weekStartsOn"
            render={({ field }) => (
              <Select
                value={String(field.value)}
                onChange={(next) => field.onChange(Number(next))}
                choices={weekdays}
              />
            )}
          />
        </Field>
        <Field
          label={t('workspace.language')}
          help={t('workspace.languageHelp')}
          error={form.errorOf('language')}
        >
          <Controller
            control={form.control}
            name="language"
            render={({ field }) => (
              <Select
                value={field.value}
                onChange={field.onChange}
                choices={Object.entries(languages).map(([value, label]) => ({ value, label }))}
              />
            )}
          />
        </Field>
      </div>
    </Card>
  )
}

function LateCard({ form }: PartProps) {
  const t = useWords('settings')
  const locale = useLocale()
  return (
    <Card title={t('workspace.lateTitle')} help={t('workspace.lateHelp')}>
      <Field label={t('workspace.late')} error={form.errorOf('stalenessMinutes')} className="max-w-xs">
        <Controller
          control={form.control}
          name="stalenessMinutes"
          render={({ field }) => (
            <Select
              value={String(field.value)}
              onChange={(next) => field.onChange(Number(next))}
              choices={staleChoices(field.value ?? 60, locale)}
            />
          )}
        />
      </Field>
    </Card>
  )
}

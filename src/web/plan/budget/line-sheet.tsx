import { useEffect, useState } from 'react'
import { Controller } from 'react-hook-form'
import {
  type BudgetYear,
  costKinds,
  incomeKinds,
  type Line,
  LineBody,
  type LineKind,
  LineOnly,
  type Side,
  spreadOf,
} from '../../../modules/plan/budget/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { readKept, writeKept } from '../forms/kept.ts'
import { CurrencyField } from '../money/currency-field.tsx'
import { MoneyInput } from '../money/money-input.tsx'
import { budgetPage } from './routes.tsx'
import { useCampaignChoices, useGoalChoices } from './use-budget.ts'

type Props = { budget: BudgetYear; side: Side; line?: Line; onClose: () => void }

const kindsOf: Record<Side, readonly LineKind[]> = { cost: costKinds, income: incomeKinds }
const none = 'none'

/** A line anew or changed. What was typed stays on this device until it is saved, also when somebody else was faster. */
export function LineSheet({ budget, side, line, onClose }: Props) {
  const t = useWords('budget')
  const kept = `budgetLine.${line?.id ?? side}`
  const goals = useGoalChoices()
  const campaigns = useCampaignChoices()
  const { campaign } = budgetPage.useSearch()
  const [version, setVersion] = useState(line?.version ?? 0)
  const [overtaken, setOvertaken] = useState(false)
  const [wrong, setWrong] = useState(false)
  const [left] = useState(() => readKept<LineBody>(kept))
  const first: LineKind = side === 'cost' ? 'content' : 'advertising'
  const start: LineBody = {
    kind: line?.kind ?? first,
    name: line?.name ?? '',
    currency: line?.currency ?? budget.currency ?? 'EUR',
    hourly: line?.hourly ?? null,
    spread: line?.spread ?? spreadOf(first),
    note: line?.note ?? '',
    goalId: line?.goalId ?? null,
    campaignId: line ? line.campaignId : (campaign ?? null),
  }
  const form = useContractForm(LineBody, left ?? start)
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => writeKept(kept, values) }),
    [form, kept],
  )
  const save = useWrite(
    (body: LineBody) =>
      line
        ? api.patch(path`/budget/lines/${line.id}`, { body: { ...body, version }, schema: LineOnly })
        : api.post('/budget/lines', { body, schema: LineOnly }),
    { touches: ['budget'], onProblem: () => true },
  )
  const discard = () => {
    writeKept(kept, null)
    onClose()
  }
  const submit = form.submit(async (body) => {
    if (wrong) return
    try {
      await save.mutateAsync(body)
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'budget.changed') throw error
      setOvertaken(true)
      setVersion(Number(error.facts.current))
      return
    }
    toast(t(line ? 'saved' : 'line.addedNow', { name: body.name }))
    discard()
  })
  const kind = form.watch('kind')
  const currency = form.watch('currency')
  const choices = kindsOf[side].filter((one) => !line || (one === 'people') === (line.kind === 'people'))
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(line ? 'line.change' : 'line.add')}
      actions={
        <>
          <Button onClick={discard}>{t('cancel')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void submit()}>
            {t(overtaken ? 'saveOver' : 'save')}
          </Button>
        </>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        {left && !overtaken && <Alert tone="info">{t('kept')}</Alert>}
        {overtaken && (
          <Alert tone="warn" title={t('overtaken')}>
            {t('overtakenWords')}
          </Alert>
        )}
        <Field label={t('line.name')} error={form.errorOf('name')} required>
          <Input maxLength={120} {...form.register('name')} />
        </Field>
        <Controller
          control={form.control}
          name="kind"
          render={({ field }) => (
            <Field label={t('line.kind')}>
              <Select
                value={field.value}
                onChange={(next) => {
                  field.onChange(next)
                  form.setValue('spread', spreadOf(next))
                  form.setValue('hourly', next === 'people' ? (form.getValues('hourly') ?? 0) : null)
                }}
                choices={choices.map((value) => ({
                  value,
                  label: t(`kinds.${value}`),
                  help: t(`kindHelp.${value}`),
                }))}
              />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="currency"
          render={({ field }) => (
            <Field label={t('currency.label')}>
              <CurrencyField value={field.value} onChange={field.onChange} />
            </Field>
          )}
        />
        {kind === 'people' && (
          <Controller
            control={form.control}
            name="hourly"
            render={({ field }) => (
              <Field
                label={t('line.hourly', { currency })}
                help={t('line.hourlyHelp')}
                error={wrong ? t('notAmount') : form.errorOf('hourly')}
              >
                <MoneyInput
                  value={field.value ?? null}
                  currency={currency}
                  onChange={(minor) => {
                    setWrong(minor === undefined || (minor !== null && minor < 0))
                    if (minor !== undefined) field.onChange(minor ?? 0)
                  }}
                />
              </Field>
            )}
          />
        )}
        <Controller
          control={form.control}
          name="spread"
          render={({ field }) => (
            <Field label={t('line.spread')} help={t('line.spreadHelp')}>
              <Select
                value={field.value}
                onChange={field.onChange}
                choices={(['even', 'once'] as const).map((value) => ({
                  value,
                  label: t(`spreads.${value}`),
                }))}
              />
            </Field>
          )}
        />
        <Field label={t(`line.note.${side}`)} help={t(`line.noteHelp.${side}`)} error={form.errorOf('note')}>
          <Textarea rows={3} maxLength={2000} {...form.register('note')} />
        </Field>
        <Controller
          control={form.control}
          name="goalId"
          render={({ field }) => (
            <Field label={t(`line.goal.${side}`)} optional>
              <Select
                value={field.value ?? none}
                onChange={(id) => field.onChange(id === none ? null : id)}
                choices={[
                  { value: none, label: t('line.noGoal') },
                  ...goals.map(({ id, name }) => ({ value: id, label: name })),
                  ...(field.value && !goals.some(({ id }) => id === field.value)
                    ? [{ value: field.value, label: t('line.otherGoal') }]
                    : []),
                ]}
              />
            </Field>
          )}
        />
        {(campaigns.length > 0 || start.campaignId) && (
          <Controller
            control={form.control}
            name="campaignId"
            render={({ field }) => (
              <Field label={t('line.campaign')} optional>
                <Select
                  value={field.value ?? none}
                  onChange={(id) => field.onChange(id === none ? null : id)}
                  choices={[
                    { value: none, label: t('line.noCampaign') },
                    ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
                    ...(field.value && !campaigns.some(({ id }) => id === field.value)
                      ? [{ value: field.value, label: t('campaign.other') }]
                      : []),
                  ]}
                />
              </Field>
            )}
          />
        )}
      </form>
    </Sheet>
  )
}

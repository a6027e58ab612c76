import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Controller } from 'react-hook-form'
import { MemberList } from '../../../modules/people/members/contract.ts'
import { ChannelPlan, ChannelPlanBody } from '../../../modules/plan/channel-plans/contract.ts'
import type { ContentPlan } from '../../../modules/plan/content-plan/contract.ts'
import type { KnownChannel } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useMay } from '../../api/me.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { readKept, writeKept } from '../forms/kept.ts'
import { rebalance } from './rebalance.ts'
import { sayMinutes } from './say-minutes.ts'
import { ShareFields } from './share-fields.tsx'
import { Times } from './times.tsx'
import { Weekdays } from './weekdays.tsx'

const none = 'none'
const replies = [30, 60, 120, 240, 480, 1440, 2880]

type Props = { item: ChannelPlan; channel: KnownChannel; plan: ContentPlan; onClose: () => void }

/** The plan of one channel. When somebody else saved it meanwhile, what was typed stays and is saved after all when wished. */
export function ChannelPlanForm({ item, channel, plan, onClose }: Props) {
  const t = useWords('plan')
  const { channelId: _, owner: __, ...start } = item
  const kept = `channel ${item.channelId}`
  const [left] = useState(() => readKept<ChannelPlanBody>(kept))
  const form = useContractForm(ChannelPlanBody, left ?? start)
  const [overtaken, setOvertaken] = useState(left !== null && left.version !== item.version)
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => writeKept(kept, values) }),
    [form, kept],
  )
  const discard = () => {
    writeKept(kept, null)
    onClose()
  }
  const save = useWrite(
    (body: ChannelPlanBody) => api.put(path`/channels/${item.channelId}/plan`, { body, schema: ChannelPlan }),
    { touches: ['plan'], onProblem: () => true },
  )
  const submit = form.submit(async (body) => {
    try {
      await save.mutateAsync(body)
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'channel_plan.changed') throw error
      setOvertaken(true)
      form.setValue('version', Number(error.facts.current))
      return
    }
    toast(t('saved'))
    discard()
  })
  const words = (name: 'purpose' | 'audience' | 'tone' | 'success') => (
    <Field label={t(`channels.${name}`)} help={t(`channels.help.${name}`)} error={form.errorOf(name)}>
      <Textarea rows={2} maxLength={2000} {...form.register(name)} />
    </Field>
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('channels.title', { name: channel.name })}
      actions={
        <>
          <Button onClick={discard}>{t('discard')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void submit()}>
            {overtaken ? t('channels.saveAfterAll') : t('save')}
          </Button>
        </>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        {left && !overtaken && <Alert tone="info">{t('channels.left')}</Alert>}
        {overtaken && (
          <Alert tone="warn" title={t('overtaken.title')}>
            {t('channels.overtaken')}
          </Alert>
        )}
        {words('purpose')}
        {words('audience')}
        <Controller
          control={form.control}
          name="formats"
          render={({ field }) => <FormatsField value={field.value} onChange={field.onChange} />}
        />
        {words('tone')}
        <Controller
          control={form.control}
          name="pillars"
          render={({ field }) => <PillarsField plan={plan} value={field.value} onChange={field.onChange} />}
        />
        <Field label={t('channels.cadence')} error={form.errorOf('perWeek')}>
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            max={35}
            {...form.register('perWeek', { valueAsNumber: true })}
          />
        </Field>
        <Controller
          control={form.control}
          name="weekdays"
          render={({ field }) => (
            <Weekdays label={t('cadence.days')} days={field.value} onChange={field.onChange} />
          )}
        />
        <Controller
          control={form.control}
          name="times"
          render={({ field }) => <Times times={field.value} onChange={field.onChange} />}
        />
        <Controller
          control={form.control}
          name="replyMinutes"
          render={({ field }) => (
            <Field label={t('channels.reply')}>
              <Select
                value={field.value === null ? none : String(field.value)}
                onChange={(value) => field.onChange(value === none ? null : Number(value))}
                choices={[
                  { value: none, label: t('none') },
                  ...[...new Set([...replies, ...(item.replyMinutes ? [item.replyMinutes] : [])])]
                    .sort((a, b) => a - b)
                    .map((minutes) => ({
                      value: String(minutes),
                      label: t('channels.within_', { time: sayMinutes(t, minutes) }),
                    })),
                ]}
              />
            </Field>
          )}
        />
        {words('success')}
        <div className="grid gap-4 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="ownerId"
            render={({ field }) => <OwnerField item={item} value={field.value} onChange={field.onChange} />}
          />
          <Field label={t('channels.hoursAWeek')} error={form.errorOf('hours')}>
            <Input
              type="number"
              inputMode="decimal"
              min={0}
              max={168}
              step="0.5"
              {...form.register('hours', {
                setValueAs: (value) => (value === '' || value === null ? null : Number(value)),
              })}
            />
          </Field>
        </div>
      </form>
    </Sheet>
  )
}

/** One line each; what is typed stands as it is until one leaves it. */
function FormatsField({ value, onChange }: { value: string[]; onChange: (formats: string[]) => void }) {
  const t = useWords('plan')
  const [text, setText] = useState(value.join(', '))
  const set = (next: string) => {
    setText(next)
    onChange(
      next
        .split(',')
        .map((one) => one.trim().slice(0, 80))
        .filter(Boolean)
        .slice(0, 20),
    )
  }
  return (
    <Field label={t('channels.formats')} help={t('channels.help.formats')}>
      <Input value={text} maxLength={1600} onChange={(event) => set(event.target.value)} />
    </Field>
  )
}

type PillarsProps = {
  plan: ContentPlan
  value: ChannelPlanBody['pillars']
  onChange: (pillars: ChannelPlanBody['pillars']) => void
}

/** Shares of its own, or those of the workspace. */
function PillarsField({ plan, value, onChange }: PillarsProps) {
  const t = useWords('plan')
  if (plan.pillars.length < 2) return null
  const own = value.length > 0
  const shareOf = (id: string): number => value.find(({ pillarId }) => pillarId === id)?.share ?? 0
  const put = (shares: readonly number[]) =>
    onChange(plan.pillars.map(({ id }, i) => ({ pillarId: id, share: shares[i] ?? 0 })))
  const first = plan.pillars.map(({ share }) => share)
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label={t('channels.ownPillars')}
        checked={own}
        onChange={(on) => (on ? put(rebalance(first, 0, first[0] ?? 0)) : onChange([]))}
      />
      {own && (
        <ShareFields
          parts={plan.pillars.map(({ id, name }) => ({ key: id, label: name, share: shareOf(id) }))}
          onChange={put}
        />
      )}
    </div>
  )
}

type OwnerProps = { item: ChannelPlan; value: string | null; onChange: (id: string | null) => void }

function OwnerField({ item, value, onChange }: OwnerProps) {
  const t = useWords('plan')
  const may = useMay()
  const members = useQuery({
    ...ask({ topic: 'members', path: '/members', query: { limit: 200 }, schema: MemberList }),
    enabled: may('team.read'),
  })
  const known = members.data?.items ?? []
  return (
    <Field label={t('channels.owner')}>
      <Select
        value={value ?? none}
        onChange={(id) => onChange(id === none ? null : id)}
        choices={[
          { value: none, label: t('none') },
          ...known.map(({ id, name }) => ({ value: id, label: name })),
          ...(item.owner && !known.some(({ id }) => id === item.owner?.id)
            ? [{ value: item.owner.id, label: item.owner.name }]
            : []),
        ]}
      />
    </Field>
  )
}

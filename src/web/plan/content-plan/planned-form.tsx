import { Controller } from 'react-hook-form'
import { Appeal } from '../../../modules/create/posts/contract.ts'
import type { ContentPlan } from '../../../modules/plan/content-plan/contract.ts'
import { PlacedPost, PlannedBody, type PlannedPost } from '../../../modules/plan/planned-posts/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useWorkspace } from '../../api/me.ts'
import { usePersonaNames } from '../../api/persona-names.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateTimeField } from '../../kit/datetime.tsx'
import type { Day } from '../../kit/days.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { categories } from './category-mark.tsx'
import { useGoalNames } from './use-goal-names.ts'
import { useCampaigns } from './use-plan.ts'

const none = 'none'

type Props = { planned: PlannedPost | null; plan: ContentPlan; first: Day; onClose: () => void }

/** One planned post, by hand: it stays as it is here when weeks are planned anew. */
export function PlannedForm({ planned, plan, first, onClose }: Props) {
  const t = useWords('plan')
  const { weekStartsOn, timeZone } = useWorkspace()
  const channels = [...(useChannels()?.values() ?? [])].filter(
    ({ state, rights }) => state !== 'removed' && rights.includes('plan.manage'),
  )
  const campaigns = useCampaigns()
  const personas = usePersonaNames()
  const goals = useGoalNames()
  const putAway = planned?.goalId && goals && !goals.some(({ id }) => id === planned.goalId)
  const form = useContractForm(PlannedBody, {
    channelId: planned?.channelId ?? channels[0]?.id ?? '',
    civil: planned?.civil ?? `${first}T10:00`,
    category: planned?.category ?? 'engaging',
    pillarId: planned?.pillarId ?? null,
    campaignId: planned?.campaignId ?? null,
    goalId: planned?.goalId ?? null,
    personaId: planned?.personaId ?? null,
    appeal: planned?.appeal ?? null,
    hint: planned?.hint ?? '',
  })
  const keep = useWrite(
    ({ channelId, ...rest }: PlannedBody) =>
      planned
        ? api.patch(path`/planned-posts/${planned.id}`, { body: rest, schema: PlacedPost })
        : api.post('/planned-posts', { body: { channelId, ...rest }, schema: PlacedPost }),
    { touches: ['plan'], onProblem: () => true },
  )
  const submit = form.submit(async (body) => {
    const { meets } = await keep.mutateAsync(body)
    toast(
      meets > 0 ? `${t('planned.saved')} ${t('planned.meets', { count: meets })}` : t('planned.saved'),
      meets > 0 ? { tone: 'info' } : {},
    )
    onClose()
  })
  const channelId = form.watch('channelId')
  const zone = channels.find(({ id }) => id === channelId)?.timeZone ?? timeZone
  const named = (items: readonly { id: string; name: string }[]) => [
    { value: none, label: t('none') },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const orNone = (value: string): string | null => (value === none ? null : value)
  return (
    <Dialog
      open
      onClose={onClose}
      title={planned ? t('planned.change') : t('planned.add')}
      actions={
        <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void submit()}>
          {t('save')}
        </Button>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Controller
          control={form.control}
          name="channelId"
          render={({ field }) => (
            <Field label={t('planned.channel')} error={form.errorOf('channelId')}>
              <Select
                value={field.value}
                disabled={planned !== null}
                onChange={field.onChange}
                choices={channels.map(({ id, name, face }) => ({
                  value: id,
                  label: name,
                  mark: <NetworkMark network={face} size="small" />,
                }))}
              />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="civil"
          render={({ field }) => (
            <Field label={t('planned.when')} error={form.errorOf('civil')}>
              <DateTimeField
                label={t('planned.when')}
                value={field.value}
                zone={zone}
                weekStartsOn={weekStartsOn}
                onChange={field.onChange}
              />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="category"
          render={({ field }) => (
            <Field label={t('planned.category')}>
              <Select
                value={field.value}
                onChange={field.onChange}
                choices={categories.map((value) => ({ value, label: t(`categories.${value}`) }))}
              />
            </Field>
          )}
        />
        {plan.pillars.length > 0 && (
          <Controller
            control={form.control}
            name="pillarId"
            render={({ field }) => (
              <Field label={t('planned.pillar')}>
                <Select
                  value={field.value ?? none}
                  onChange={(value) => field.onChange(orNone(value))}
                  choices={named(plan.pillars)}
                />
              </Field>
            )}
          />
        )}
        <Controller
          control={form.control}
          name="campaignId"
          render={({ field }) => (
            <Field label={t('planned.campaign')}>
              <Select
                value={field.value ?? none}
                onChange={(value) => field.onChange(orNone(value))}
                choices={named(campaigns)}
              />
            </Field>
          )}
        />
        {goals && (goals.length > 0 || putAway) && (
          <Controller
            control={form.control}
            name="goalId"
            render={({ field }) => (
              <Field label={t('pillars.goal')}>
                <Select
                  value={field.value ?? none}
                  onChange={(value) => field.onChange(orNone(value))}
                  choices={[
                    ...named(goals),
                    ...(putAway ? [{ value: planned.goalId ?? none, label: t('archived') }] : []),
                  ]}
                />
              </Field>
            )}
          />
        )}
        {personas.length > 0 && (
          <Controller
            control={form.control}
            name="personaId"
            render={({ field }) => (
              <Field label={t('planned.persona')}>
                <Select
                  value={field.value ?? none}
                  onChange={(value) => field.onChange(orNone(value))}
                  choices={named(personas)}
                />
              </Field>
            )}
          />
        )}
        <Controller
          control={form.control}
          name="appeal"
          render={({ field }) => (
            <Field label={t('planned.appeal')}>
              <Select
                value={field.value ?? none}
                onChange={(value) => field.onChange(orNone(value))}
                choices={[
                  { value: none, label: t('none') },
                  ...Appeal.options.map((value) => ({ value, label: t(`appeals.${value}`) })),
                ]}
              />
            </Field>
          )}
        />
        <Field label={t('planned.hint')} optional error={form.errorOf('hint')}>
          <Textarea {...form.register('hint')} />
        </Field>
      </form>
    </Dialog>
  )
}

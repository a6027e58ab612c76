import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Megaphone } from 'lucide-react'
import { z } from 'zod'
import { Catalogue, metricOf } from '../../../modules/measure/metrics/contract.ts'
import { PilotBody, PilotMetric, PilotReading, pilotMetrics } from '../../../modules/plan/pilots/contract.ts'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { api } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { EmptyState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { numberOf } from './number-of.ts'
import { useKept } from './use-kept.ts'

const Typed = z.object({
  name: z.string(),
  metric: PilotMetric,
  channelIds: z.array(z.string()),
  weeks: z.string(),
  perWeek: z.string(),
  care: z.string(),
  startsOn: z.string(),
})

/** The same effort on some channels, for some weeks. */
export function Page() {
  const t = useWords('choice')
  const channels = useChannels()
  const metrics = useQuery(
    ask({ topic: 'workspace', path: '/metrics', schema: Catalogue, fresh: Number.POSITIVE_INFINITY }),
  )
  const living = [...(channels?.values() ?? [])].filter(({ state }) => state !== 'removed')
  return (
    <Frame
      title={t('pilot.begin')}
      help={t('pilot.beginHelp')}
      width="read"
      back={{ to: '/choice', search: { view: 'trial' }, label: t('views.trial') }}
    >
      {(!channels || metrics.isPending) && <SkeletonRows rows={6} />}
      {channels && living.length < 2 && (
        <EmptyState
          icon={Megaphone}
          title={t('pilot.tooFew')}
          action={
            <Button asChild look="primary">
              <Link to="/channels">{t('hours.join')}</Link>
            </Button>
          }
        >
          {t('pilot.tooFewWords')}
        </EmptyState>
      )}
      {living.length >= 2 && !metrics.isPending && <Form channels={living} catalogue={metrics.data} />}
    </Frame>
  )
}

/** Whether a network counts a number; what is not known is left to the server to say. */
function tells(catalogue: Catalogue | undefined, network: string, metric: PilotMetric): boolean {
  const of = catalogue?.networks.find((one) => one.network === network)
  const { numerator } = metricOf(metric)
  if (!of || numerator.kind !== 'counts') return true
  return numerator.of.some((raw) => of.tells.some((one) => one.metric === raw && one.of === 'post'))
}

type Props = { channels: readonly KnownChannel[]; catalogue: Catalogue | undefined }

function Form({ channels, catalogue }: Props) {
  const t = useWords('choice')
  const m = useWords('metrics')
  const go = useGo()
  const { timeZone, weekStartsOn } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const [typed, set, forget] = useKept('pilot', Typed, {
    ...{
      name: '',
      metric: 'engagements',
      channelIds: [],
      weeks: '4',
      perWeek: '3',
      care: '10',
      startsOn: today,
    },
  })
  const change = (more: Partial<z.infer<typeof Typed>>) => set({ ...typed, ...more })
  const start = useWrite((body: PilotBody) => api.post('/pilots', { body, schema: PilotReading }), {
    touches: ['pilots'],
    onSuccess: ({ pilot }) => {
      forget()
      toast(t('pilot.begun', { name: pilot.name }))
      go(`/choice/pilots/${pilot.id}`)
    },
  })
  const weeks = numberOf(typed.weeks, 2, 12, true)
  const perWeek = numberOf(typed.perWeek, 1, 14, true)
  const care = numberOf(typed.care, 1, 50)
  const usable = channels.filter(
    ({ network, rights }) => tells(catalogue, network, typed.metric) && rights.includes('plan.manage'),
  )
  const channelIds = typed.channelIds.filter((id) => usable.some((channel) => channel.id === id))
  const body = PilotBody.safeParse({
    ...typed,
    channelIds,
    weeks,
    perWeek,
    care: (care ?? Number.NaN) / 100,
  }).data
  const posts = weeks && perWeek ? weeks * perWeek * channelIds.length : null
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (body) start.mutate(body)
      }}
    >
      <Card>
        <div className="flex flex-col gap-4">
          <Field label={t('pilot.name')} required>
            <Input
              maxLength={120}
              placeholder={t('pilot.nameExample')}
              value={typed.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </Field>
          <Field label={t('pilot.metric')} help={m(`formulas.${typed.metric}`)}>
            <Select
              value={typed.metric}
              onChange={(metric) => change({ metric })}
              choices={pilotMetrics.map((value) => ({ value, label: m(`names.${value}`) }))}
            />
          </Field>
          <fieldset>
            <legend className="text-sm font-medium">{t('pilot.channels')}</legend>
            <p className="mb-2 text-sm text-muted">{t('pilot.channelsHelp')}</p>
            <ul className="flex flex-col gap-2">
              {channels.map((channel) => {
                const told = tells(catalogue, channel.network, typed.metric)
                const may = channel.rights.includes('plan.manage')
                return (
                  <li key={channel.id}>
                    <Checkbox
                      checked={channelIds.includes(channel.id)}
                      disabled={!told || !may || (channelIds.length >= 8 && !channelIds.includes(channel.id))}
                      onChange={(on) =>
                        change({
                          channelIds: on
                            ? [...channelIds, channel.id]
                            : channelIds.filter((id) => id !== channel.id),
                        })
                      }
                      label={
                        <span className="inline-flex items-center gap-2">
                          <NetworkMark network={channel.face} size="small" />
                          {channel.name}
                        </span>
                      }
                      help={
                        told
                          ? undefined
                          : t('pilot.notTold', {
                              network: channel.face.name,
                              metric: m(`names.${typed.metric}`),
                            })
                      }
                    />
                  </li>
                )
              })}
            </ul>
          </fieldset>
        </div>
      </Card>
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('pilot.startsOn')}>
            <DateField
              value={typed.startsOn}
              onChange={(startsOn) => change({ startsOn })}
              zone={timeZone}
              weekStartsOn={weekStartsOn}
            />
          </Field>
          <Field label={t('pilot.weeks')} error={weeks === null ? t('pilot.wrongWeeks') : undefined}>
            <Input
              inputMode="numeric"
              value={typed.weeks}
              onChange={(event) => change({ weeks: event.target.value })}
            />
          </Field>
          <Field
            label={t('pilot.perWeek')}
            help={t('pilot.perWeekHelp')}
            error={perWeek === null ? t('pilot.wrongPosts') : undefined}
          >
            <Input
              inputMode="numeric"
              value={typed.perWeek}
              onChange={(event) => change({ perWeek: event.target.value })}
            />
          </Field>
          <Field
            label={t('pilot.care')}
            help={t('pilot.careHelp')}
            error={care === null ? t('pilot.wrongCare') : undefined}
          >
            <Input
              inputMode="decimal"
              value={typed.care}
              onChange={(event) => change({ care: event.target.value })}
            />
          </Field>
        </div>
      </Card>
      {posts !== null && channelIds.length > 1 && (
        <Alert tone="info">{t('pilot.effort', { posts, channels: channelIds.length })}</Alert>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          onClick={() => {
            forget()
            go('/choice?view=trial')
          }}
        >
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" busy={start.isPending} disabled={!body}>
          {t('pilot.beginNow')}
        </Button>
      </div>
    </form>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Gavel, Undo2 } from 'lucide-react'
import { z } from 'zod'
import { PilotReading, VerdictBody } from '../../../modules/plan/pilots/contract.ts'
import { StrategyState } from '../../../modules/plan/strategy/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useKept } from './use-kept.ts'

type Props = { reading: PilotReading; names: (ids: readonly string[]) => string }

const Typed = z.object({ words: z.string().nullable(), reason: z.string().nullable() })

/** What the trial has shown, into the channel part of the strategy. */
export function VerdictCard({ reading, names }: Props) {
  const t = useWords('choice')
  const formats = useFormats()
  const may = useMay()
  const { pilot, standing } = reading
  const { verdict } = pilot
  const withdraw = useWithdraw(pilot.id)
  if (verdict)
    return (
      <Card
        title={t('verdict.title')}
        actions={
          may('strategy.manage') && (
            <Button icon={Undo2} busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
              {t('verdict.withdraw')}
            </Button>
          )
        }
      >
        <p className="break-words whitespace-pre-wrap">{verdict.words}</p>
        <p className="mt-2 text-sm text-muted">
          {t('verdict.written', { revision: verdict.revision, at: formats.moment(verdict.at) })}{' '}
          <Link to="/strategy" search={{ part: 'channels' } as never} className="text-accent underline">
            {t('verdict.toStrategy')}
          </Link>
        </p>
      </Card>
    )
  const open = pilot.state === 'stopped' || standing === 'sure' || standing === 'over'
  if (!may('strategy.manage')) return null
  if (!open)
    return (
      <Card title={t('verdict.title')}>
        <p className="text-muted">{t('verdict.later')}</p>
      </Card>
    )
  return <Write reading={reading} names={names} />
}

function Write({ reading, names }: Props) {
  const t = useWords('choice')
  const m = useWords('metrics')
  const formats = useFormats()
  const { pilot, keep, channels } = reading
  const strategy = useQuery(ask({ topic: 'strategy', path: '/strategy', schema: StrategyState }))
  const [typed, set, forget] = useKept(`verdict ${pilot.id}`, Typed, { words: null, reason: null })
  const facts = {
    name: pilot.name,
    metric: m(`names.${pilot.metric}`).toLocaleLowerCase(formats.locale),
    from: formats.day(pilot.startsOn, 'UTC'),
    to: formats.day([reading.today, pilot.endsOn].sort()[0] ?? pilot.endsOn, 'UTC'),
    names: names(keep.length > 0 ? keep : pilot.channelIds),
    figures: channels
      .flatMap(({ channelId, typical }) =>
        typical
          ? [
              t('verdict.figure', {
                name: names([channelId]),
                mid: formats.number(typical.mid, { maximumFractionDigits: 1 }),
                low: formats.number(typical.low, { maximumFractionDigits: 1 }),
                high: formats.number(typical.high, { maximumFractionDigits: 1 }),
              }),
            ]
          : [],
      )
      .join('; '),
  }
  const words =
    typed.words ??
    `${t(keep.length > 0 ? 'verdict.kept' : 'verdict.open', facts)}${facts.figures && ` ${facts.figures}.`}`
  const reason = typed.reason ?? t('verdict.reasonIs', facts)
  const write = useWrite(
    (body: VerdictBody) => api.put(path`/pilots/${pilot.id}/verdict`, { body, schema: PilotReading }),
    {
      touches: ['pilots', 'strategy'],
      onSuccess: () => {
        forget()
        toast(t('verdict.done'), { undo: () => api.delete(path`/pilots/${pilot.id}/verdict`).then(() => {}) })
      },
    },
  )
  const body = VerdictBody.safeParse({ words, reason, keep, revision: strategy.data?.revision ?? 0 }).data
  return (
    <Card title={t('verdict.title')} help={t('verdict.help')}>
      <div className="flex flex-col gap-4">
        <Field label={t('verdict.words')} aside={`${words.length} / 2000`}>
          <Textarea
            rows={4}
            maxLength={2000}
            value={words}
            onChange={(event) => set({ ...typed, words: event.target.value })}
          />
        </Field>
        <Field label={t('verdict.reason')}>
          <Input
            maxLength={300}
            value={reason}
            onChange={(event) => set({ ...typed, reason: event.target.value })}
          />
        </Field>
        <div>
          <Button
            icon={Gavel}
            look="primary"
            busy={write.isPending}
            disabled={!body || !strategy.data}
            onClick={() => body && write.mutate(body)}
          >
            {t('verdict.write')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

function useWithdraw(id: string) {
  const t = useWords('choice')
  return useWrite(() => api.delete(path`/pilots/${id}/verdict`, { schema: PilotReading }), {
    touches: ['pilots', 'strategy'],
    onSuccess: () => toast(t('verdict.withdrawn')),
  })
}

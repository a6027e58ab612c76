import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { SecondStepRule } from '../../../modules/people/second-step-rule/contract.ts'
import { api } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const askRule = () =>
  ask({ topic: 'members', also: ['workspace'], path: '/workspace/second-step', schema: SecondStepRule })

const fewNames = 6

/** Whether a second step is asked of everybody here: for owners. */
export function RuleCard() {
  const t = useWords('people')
  const words = useProblemWords()
  const rule = useQuery(askRule())
  return (
    <Card title={t('rule.title')} help={t('rule.help')}>
      {rule.isPending && <SkeletonRows rows={2} />}
      {rule.error && <ErrorState small words={words(rule.error)} onRetry={() => void rule.refetch()} />}
      {rule.data && (
        <div className="flex flex-col gap-4">
          <Without rule={rule.data} />
          {rule.data.from ? <Asked from={rule.data.from} /> : <Begin own={rule.data.own} />}
        </div>
      )}
    </Card>
  )
}

function Without({ rule: { without, withoutCount, keys } }: { rule: SecondStepRule }) {
  const t = useWords('people')
  const formats = useFormats()
  const named = without.slice(0, fewNames).map(({ name }) => name)
  const more = withoutCount - named.length
  const names = formats.list(more > 0 ? [...named, t('rule.more', { count: more })] : named)
  return (
    <p className="text-muted">
      {withoutCount === 0 ? t('rule.allHave') : t('rule.without', { names })}
      {keys > 0 && ` ${t('rule.keys', { count: keys })}`}
    </p>
  )
}

const spans = ['0', '7', '14', '30'] as const

function Begin({ own }: { own: boolean }) {
  const t = useWords('people')
  const [days, setDays] = useState<(typeof spans)[number]>('14')
  const set = useSet()
  if (!own)
    return (
      <Alert tone="info">
        {t('rule.ownFirst')}{' '}
        <Link to={'/account' as never} className="underline">
          {t('rule.toAccount')}
        </Link>
      </Alert>
    )
  const choices = spans.map((value) => ({
    value,
    label: value === '0' ? t('rule.atOnce') : t('rule.inDays', { count: Number(value) }),
  }))
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label={t('rule.grace')} help={t('rule.graceHelp')}>
        <Select value={days} onChange={setDays} choices={choices} />
      </Field>
      <Button
        look="primary"
        busy={set.isPending}
        onClick={() => set.mutate(new Date(Date.now() + Number(days) * 86_400_000).toISOString())}
      >
        {t('rule.ask')}
      </Button>
    </div>
  )
}

function Asked({ from }: { from: string }) {
  const t = useWords('people')
  const formats = useFormats()
  const set = useSet()
  const future = new Date(from) > new Date()
  return (
    <div className="flex flex-col gap-3">
      <Alert tone={future ? 'warn' : 'good'}>
        {future ? t('rule.from', { when: formats.moment(from) }) : t('rule.inForce')}
      </Alert>
      <Button className="self-start" busy={set.isPending} onClick={() => set.mutate(null)}>
        {t('rule.askNoMore')}
      </Button>
    </div>
  )
}

/** What was asked before can be had again: nobody is asked whether they are sure. */
function useSet() {
  const t = useWords('people')
  const before = useQuery(askRule()).data?.from ?? null
  const set = useWrite(
    (from: string | null) =>
      from ? api.put('/workspace/second-step', { body: { from } }) : api.delete('/workspace/second-step'),
    {
      touches: ['members', 'workspace', 'me'],
      onSuccess: (_, from) =>
        toast(t(from ? 'rule.askedToast' : 'rule.askedNoMoreToast'), { undo: () => set.mutate(before) }),
    },
  )
  return set
}

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { HandRuleAnswer, HandRuleBody } from '../../modules/publish/handovers/contract.ts'
import { api, path } from '../api/client.ts'
import { ask, useWrite } from '../api/query.ts'
import { useProblemWords } from '../api/words.ts'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { Field } from '../kit/field.tsx'
import { Input } from '../kit/input.tsx'
import { Card } from '../kit/page.tsx'
import { Checkbox } from '../kit/switch.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'

/** Who puts posts on a channel by hand, how long before they get them, and when they are reminded. */
export default function HandsCard({ channelId }: { channelId: string }) {
  const t = useWords('channels')
  const words = useProblemWords()
  const asked = useQuery(
    ask({ topic: 'channels', path: path`/channels/${channelId}/hands`, schema: HandRuleAnswer }),
  )
  return (
    <Card title={t('hands.title')} help={t('hands.help')}>
      {asked.isPending && <SkeletonRows rows={3} />}
      {asked.error && <ErrorState small words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.data && <HandsForm channelId={channelId} rule={asked.data} />}
    </Card>
  )
}

type FormProps = { channelId: string; rule: HandRuleAnswer }

function HandsForm({ channelId, rule }: FormProps) {
  const t = useWords('channels')
  const form = useHands({ channelId, rule })
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.submit}>
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 font-medium">{t('hands.people')}</legend>
        <p className="mb-1 text-sm text-muted">{t('hands.peopleHelp')}</p>
        {rule.mayBe.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={form.people.includes(id)}
            onChange={(on) => form.choose(id, on)}
          />
        ))}
      </fieldset>
      <Field
        label={t('hands.lead')}
        help={t('hands.leadHelp')}
        error={form.wrong.leadMinutes ? t('hands.wrong') : undefined}
      >
        <Input
          inputMode="numeric"
          className="max-w-32"
          value={form.lead}
          onChange={({ target }) => form.setLead(target.value.replace(/\D/g, '').slice(0, 5))}
        />
      </Field>
      <Field
        label={t('hands.remind')}
        help={t('hands.remindHelp')}
        error={form.wrong.remindMinutes ? t('hands.wrong') : undefined}
        optional
      >
        <Input
          inputMode="numeric"
          className="max-w-32"
          value={form.remind}
          onChange={({ target }) => form.setRemind(target.value.replace(/\D/g, '').slice(0, 5))}
        />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" busy={form.busy} disabled={!form.changed}>
          {t('hands.save')}
        </Button>
      </div>
    </form>
  )
}

function useHands({ channelId, rule }: FormProps) {
  const t = useWords('channels')
  const problemWords = useProblemWords()
  const [people, setPeople] = useState<readonly string[]>(rule.people)
  const [lead, setLead] = useState(String(rule.leadMinutes))
  const [remind, setRemind] = useState(rule.remindMinutes === null ? '' : String(rule.remindMinutes))
  const [wrong, setWrong] = useState<Readonly<Record<string, true>>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const body = {
    people: [...people],
    leadMinutes: lead === '' ? 0 : Number(lead),
    remindMinutes: remind === '' ? null : Number(remind),
  }
  const save = useWrite(
    (change: HandRuleBody) =>
      api.patch(path`/channels/${channelId}/hands`, { body: change, schema: HandRuleAnswer }),
    {
      touches: ['channels', 'deliveries'],
      onSuccess: () => toast(t('hands.saved')),
      onProblem: (refusal) => {
        setProblem(problemWords(refusal))
        return true
      },
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    const read = HandRuleBody.safeParse(body)
    setWrong(Object.fromEntries((read.error?.issues ?? []).map(({ path: at }) => [String(at[0]), true])))
    if (read.success) save.mutate(read.data)
  }
  const choose = (id: string, on: boolean) =>
    setPeople((before) => (on ? [...before, id] : before.filter((one) => one !== id)))
  const isSame =
    body.leadMinutes === rule.leadMinutes &&
    body.remindMinutes === rule.remindMinutes &&
    [...people].sort().join() === [...rule.people].sort().join()
  return {
    ...{ people, choose, lead, setLead, remind, setRemind },
    ...{ wrong, problem, submit, busy: save.isPending, changed: !isSame },
  }
}

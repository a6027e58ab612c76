import { type FormEvent, useState } from 'react'
import { Profile } from '../../../modules/plan/competitors/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { useKept } from './kept.ts'

const counts = ['followers', 'following', 'posts'] as const

/** What somebody sees on a profile today, or saw on another day. */
export function EnterDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const t = useWords('competitors')
  const problem = useProblemWords()
  const { timeZone, weekStartsOn } = useWorkspace()
  const [day, setDay] = useState(() => toCivil(new Date(), timeZone).slice(0, 10))
  const { words, change, forget } = useKept(`enter.${profile.id}`, {
    followers: '',
    following: '',
    posts: '',
  })
  const given = counts.flatMap((name) =>
    words[name].trim() === '' ? [] : [[name, countIn(words[name])] as const],
  )
  const wrong = given.filter(([, value]) => value === null).map(([name]) => name)
  const save = useWrite(
    () =>
      api.put(path`/competitor-profiles/${profile.id}/days/${day}`, {
        body: Object.fromEntries(given),
        schema: Profile,
      }),
    {
      touches: ['competitors'],
      onSuccess: () => {
        forget()
        toast(t('saved'))
        onClose()
      },
      onProblem: () => true,
    },
  )
  const ready = given.length > 0 && wrong.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) save.mutate(undefined)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('enter.title')}
      help={t('enter.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form="enter-figures" busy={save.isPending} disabled={!ready}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id="enter-figures" className="flex flex-col gap-4" onSubmit={submit}>
        {counts.map((name) => (
          <Field
            key={name}
            label={t(`enter.${name}`)}
            optional
            error={wrong.includes(name) ? t('enter.notANumber') : undefined}
          >
            <Input
              inputMode="numeric"
              maxLength={20}
              className="figures"
              value={words[name]}
              onChange={({ target }) => change({ [name]: target.value })}
            />
          </Field>
        ))}
        <Field label={t('enter.day')}>
          <DateField
            label={t('enter.day')}
            zone={timeZone}
            weekStartsOn={weekStartsOn}
            value={day}
            onChange={setDay}
          />
        </Field>
        {save.error && <Alert tone="bad">{problem(save.error)}</Alert>}
      </form>
    </Dialog>
  )
}

/** `1200`, `1 200`, `1,200`; null for what is no count. */
function countIn(text: string): number | null {
  const plain = text.trim().replace(/(?<=\d)[,.\s'’](?=\d{3}(?!\d))/g, '')
  return /^\d{1,12}$/.test(plain) ? Number(plain) : null
}

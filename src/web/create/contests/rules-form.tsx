import { useState } from 'react'
import { type Contest, Facts } from '../../../modules/create/contests/contract.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { FactsFields } from './facts-fields.tsx'
import { useStep } from './use-contest.ts'

/** The rules of a contest that people take part in already: another version, with a reason that everybody reads. */
export function RulesForm({ contest, onClose }: { contest: Contest; onClose: () => void }) {
  const t = useWords('contests')
  const [facts, setFacts] = useState(contest.facts)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const save = useStep<{ version: number; facts: Facts; reason: string }>(contest.id, 'rules', () => {
    toast(t('rules.changed'))
    onClose()
  })
  const send = () => {
    const checked = Facts.safeParse(facts)
    setWrong(
      checked.success
        ? {}
        : Object.fromEntries(
            checked.error.issues.map(({ path, message }) => [`facts.${path.join('.')}`, message]),
          ),
    )
    if (checked.success) save.mutate({ version: contest.version, facts: checked.data, reason: reason.trim() })
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('changeRules')}
      wide
      actions={
        <Button look="primary" busy={save.isPending} disabled={reason.trim().length < 3} onClick={send}>
          {t('rules.publish')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Alert tone="warn">{t('rules.changeHelp')}</Alert>
        <Field label={t('reason')} required>
          <Textarea
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        <FactsFields facts={facts} onChange={setFacts} faultAt={(at) => wrong[at]} />
      </div>
    </Sheet>
  )
}

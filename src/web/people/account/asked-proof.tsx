import { useQuery } from '@tanstack/react-query'
import type { ConfirmBody } from '../../../modules/people/second-step/contract.ts'
import type { ContractForm } from '../../api/form.ts'
import { askSecondStep } from '../../api/second-step.ts'
import { Alert } from '../../kit/alert.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { AskedPassword } from './asked-password.tsx'

type Props = { form: ContractForm<{ password?: string; code?: string }, ConfirmBody> }

/** All that one was asked for at the door, once more: the password, and a code of who has a second step. */
export function AskedProof({ form }: Props) {
  const t = useWords('people')
  const step = useQuery(askSecondStep())
  return (
    <>
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <AskedPassword error={form.errorOf('password')} {...form.register('password')} />
      {step.data?.on && (
        <Field
          label={t('secondStep.code')}
          help={t('secondStep.eitherCode')}
          error={form.errorOf('code')}
          required
        >
          <Input
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            {...form.register('code')}
          />
        </Field>
      )}
    </>
  )
}

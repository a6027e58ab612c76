import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CodeBody } from '../../../modules/people/second-step/contract.ts'
import { Me } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { welcome } from '../../api/me.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { CodeInput } from '../../kit/code-input.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

type Way = 'code' | 'recovery'

/** `onBack` leads to the password again, with a sentence when the time or the tries are over. */
type Props = { onBack: (problem?: string) => void }

/** The password was right: now a code from the phone, or a recovery code. */
export function SecondStep({ onBack }: Props) {
  const t = useWords('people')
  const heading = usePageTitle(t('secondStep.title'))
  const [way, setWay] = useState<Way>('code')
  return (
    <div className="flex flex-col gap-4">
      <div className="mb-2">
        <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
          {t('secondStep.title')}
        </h1>
        <p className="mt-1 text-muted">{t(way === 'code' ? 'secondStep.ask' : 'secondStep.askRecovery')}</p>
      </div>
      <CodeForm key={way} way={way} onBack={onBack} />
      <div className="flex flex-col">
        <Button look="quiet" onClick={() => setWay(way === 'code' ? 'recovery' : 'code')}>
          {t(way === 'code' ? 'secondStep.useRecovery' : 'secondStep.useCode')}
        </Button>
        <Button look="quiet" onClick={() => onBack()}>
          {t('forgotten.back')}
        </Button>
      </div>
    </div>
  )
}

function CodeForm({ way, onBack }: Props & { way: Way }) {
  const t = useWords('people')
  const words = useProblemWords()
  const client = useQueryClient()
  const form = useContractForm(CodeBody, { code: '' })
  const enter = form.submit(async (body) => {
    try {
      const me = await api.post('/sign-in/second-step', { body, schema: Me, workspace: null })
      welcome(client, me)
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'second_step.over') throw error
      onBack(words(error))
    }
  })
  const { isSubmitting } = form.formState
  const label = t(way === 'code' ? 'secondStep.code' : 'secondStep.recoveryCode')
  return (
    <form noValidate onSubmit={enter} className="flex flex-col gap-4">
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Field label={label} error={form.errorOf('code')} required>
        {way === 'code' ? (
          <CodeInput autoFocus readOnly={isSubmitting} {...form.register('code')} />
        ) : (
          <Input
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            {...form.register('code')}
          />
        )}
      </Field>
      <Button type="submit" look="primary" busy={isSubmitting} className="mt-2">
        {t('signIn.do')}
      </Button>
    </form>
  )
}

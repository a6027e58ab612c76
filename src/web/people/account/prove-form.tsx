import { ProveBody } from '../../../modules/people/second-step/contract.ts'
import { useContractForm } from '../../api/form.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { AskedPassword } from './asked-password.tsx'

type Props = {
  title: string
  help: string
  /** What the button says. */
  verb: string
  danger?: boolean
  onClose: () => void
  act: (body: ProveBody) => Promise<unknown>
}

/** Asks for password and code once more, before something about the second step changes. */
export function ProveForm({ title, help, verb, danger, onClose, act }: Props) {
  const t = useWords('people')
  const form = useContractForm(ProveBody, { password: '', code: '' })
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      help={help}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            type="submit"
            form="prove"
            busy={form.formState.isSubmitting}
          >
            {verb}
          </Button>
        </>
      }
    >
      <form id="prove" noValidate onSubmit={form.submit(act)} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <AskedPassword error={form.errorOf('password')} {...form.register('password')} />
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
      </form>
    </Dialog>
  )
}

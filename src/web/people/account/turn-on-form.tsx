import { useState } from 'react'
import { BeginBody, Begun, CodeBody, RecoveryCodes } from '../../../modules/people/second-step/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { CodeInput } from '../../kit/code-input.tsx'
import { CopyButton } from '../../kit/copy.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useWords } from '../../kit/words.ts'
import { AskedPassword } from './asked-password.tsx'
import { QrCode } from './qr-code.tsx'
import { useHasPassword } from './use-my-ways.ts'

type Props = { onClose: () => void; onDone: (codes: readonly string[]) => void }

/** First the password, then the phone; a right code from it ends it. */
export function TurnOn({ onClose, onDone }: Props) {
  const [begun, setBegun] = useState<Begun | null>(null)
  return begun ? (
    <Confirm begun={begun} onClose={onClose} onDone={onDone} />
  ) : (
    <AskPassword onClose={onClose} onBegun={setBegun} />
  )
}

function AskPassword({ onClose, onBegun }: { onClose: () => void; onBegun: (begun: Begun) => void }) {
  const t = useWords('people')
  const hasPassword = useHasPassword()
  const form = useContractForm(BeginBody, { password: '' })
  const begin = form.submit(async (body) =>
    onBegun(await api.post('/me/second-step', { body, schema: Begun, workspace: null })),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('secondStep.turnOn')}
      help={t(hasPassword ? 'secondStep.needs' : 'secondStep.needsNoPassword')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form="begin-second-step" busy={form.formState.isSubmitting}>
            {t('secondStep.next')}
          </Button>
        </>
      }
    >
      <form id="begin-second-step" noValidate onSubmit={begin} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <AskedPassword error={form.errorOf('password')} {...form.register('password')} />
      </form>
    </Dialog>
  )
}

function Confirm({ begun, onClose, onDone }: Props & { begun: Begun }) {
  const t = useWords('people')
  const form = useContractForm(CodeBody, { code: '' })
  const { isSubmitting } = form.formState
  const confirm = form.submit(async (body) => {
    const made = await api.post('/me/second-step/confirm', { body, schema: RecoveryCodes, workspace: null })
    onDone(made.codes)
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('secondStep.scanTitle')}
      help={t('secondStep.scanWords')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form="confirm-second-step" busy={isSubmitting}>
            {t('secondStep.turnOn')}
          </Button>
        </>
      }
    >
      <form id="confirm-second-step" noValidate onSubmit={confirm} className="flex flex-col gap-4">
        <div className="flex justify-center">
          <QrCode text={begun.url} label={t('secondStep.qr')} />
        </div>
        <ByHand secret={begun.secret} />
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('secondStep.code')} error={form.errorOf('code')} required>
          <CodeInput readOnly={isSubmitting} {...form.register('code')} />
        </Field>
      </form>
    </Dialog>
  )
}

/** In groups of four, so that nobody loses the place while typing. */
function ByHand({ secret }: { secret: string }) {
  const t = useWords('people')
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-sm text-muted">{t('secondStep.byHand')}</p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 rounded-md bg-sunken px-3 py-2 font-mono text-sm">
          {secret.replace(/.{4}(?=.)/g, '$& ')}
        </code>
        <CopyButton text={secret} />
      </div>
    </div>
  )
}

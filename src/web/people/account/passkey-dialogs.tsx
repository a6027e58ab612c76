import { useQueryClient } from '@tanstack/react-query'
import { Passkey, PasskeyPatch } from '../../../modules/people/passkeys/contract.ts'
import { ConfirmBody } from '../../../modules/people/second-step/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { knowsPasskeys, makePasskey, refusalOf } from '../../api/passkey.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { AskedProof } from './asked-proof.tsx'

type Props = { onClose: () => void }

/** First who one is, then the device. */
export function AddPasskey({ onClose }: Props) {
  const t = useWords('people')
  const client = useQueryClient()
  const form = useContractForm(ConfirmBody, { password: '', code: '' })
  const add = form.submit(async (proof) => {
    try {
      await makePasskey(proof)
      void client.invalidateQueries({ queryKey: ['me'] })
      onClose()
      toast(t('passkeys.added'))
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      toast(t(`passkeys.${refusal}`), { tone: 'bad' })
    }
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('passkeys.add')}
      help={t('passkeys.addWords')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            form="add-passkey"
            disabled={!knowsPasskeys()}
            busy={form.formState.isSubmitting}
          >
            {t('secondStep.next')}
          </Button>
        </>
      }
    >
      {knowsPasskeys() ? (
        <form id="add-passkey" noValidate onSubmit={add} className="flex flex-col gap-4">
          <AskedProof form={form} />
        </form>
      ) : (
        <Alert tone="warn">{t('passkeys.unfit')}</Alert>
      )}
    </Dialog>
  )
}

type OfOne = Props & { passkey: Passkey }

export function RenamePasskey({ passkey, onClose }: OfOne) {
  const t = useWords('people')
  const client = useQueryClient()
  const form = useContractForm(PasskeyPatch, { name: passkey.name })
  const rename = form.submit(async (body) => {
    await api.patch(path`/me/passkeys/${passkey.id}`, { body, schema: Passkey, workspace: null })
    void client.invalidateQueries({ queryKey: ['me'] })
    onClose()
    toast(t('saved'))
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('passkeys.rename')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form="rename-passkey" busy={form.formState.isSubmitting}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id="rename-passkey" noValidate onSubmit={rename} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('passkeys.name')} error={form.errorOf('name')} required>
          <Input autoFocus autoComplete="off" {...form.register('name')} />
        </Field>
      </form>
    </Dialog>
  )
}

export function RemovePasskey({ passkey, onClose }: OfOne) {
  const t = useWords('people')
  const { id, name } = passkey
  const remove = useWrite(() => api.delete(path`/me/passkeys/${id}`, { workspace: null }), {
    touches: ['me'],
    onSuccess: () => {
      onClose()
      toast(t('passkeys.removed'))
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('passkeys.removeTitle', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('passkeys.remove')}
          </Button>
        </>
      }
    >
      <p className="text-muted">{t('passkeys.removeWords')}</p>
    </Dialog>
  )
}

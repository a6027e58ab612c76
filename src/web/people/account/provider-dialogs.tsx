import { Visit } from '../../../modules/people/provider/contract.ts'
import { ConfirmBody } from '../../../modules/people/second-step/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { AskedProof } from './asked-proof.tsx'
import { useHasPassword } from './use-my-ways.ts'

type Props = { label: string; onClose: () => void }

/** The password first; then the browser goes to the provider and comes back to this page. */
export function JoinProvider({ label, onClose }: Props) {
  const t = useWords('people')
  const hasPassword = useHasPassword()
  const form = useContractForm(ConfirmBody, { password: '', code: '' })
  const join = form.submit(async (body) => {
    const { url } = await api.post('/me/provider', { body, schema: Visit, workspace: null })
    location.assign(url)
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('provider.join')}
      help={t(hasPassword ? 'provider.joinWords' : 'provider.joinFresh', { label })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form="join-provider" busy={form.formState.isSubmitting}>
            {t('provider.do', { label })}
          </Button>
        </>
      }
    >
      <form id="join-provider" noValidate onSubmit={join} className="flex flex-col gap-4">
        <AskedProof form={form} />
      </form>
    </Dialog>
  )
}

export function LeaveProvider({ label, onClose }: Props) {
  const t = useWords('people')
  const leave = useWrite(() => api.delete('/me/provider', { workspace: null }), {
    touches: ['me'],
    onSuccess: () => {
      onClose()
      toast(t('provider.removed', { label }))
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('provider.removeTitle', { label })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={leave.isPending} onClick={() => leave.mutate(undefined)}>
            {t('provider.remove')}
          </Button>
        </>
      }
    >
      <p className="text-muted">{t('provider.removeWords')}</p>
    </Dialog>
  )
}

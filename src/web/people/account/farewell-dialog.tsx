import { useQuery } from '@tanstack/react-query'
import { Farewell, FarewellBody } from '../../../modules/people/erasure/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useMe } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { useAsksCode } from '../../api/second-step.ts'
import { useProblemWords } from '../../api/words.ts'
import { forgetWorkspace } from '../../api/workspace.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { ProofFields } from '../../kit/proof.tsx'
import { useWords } from '../../kit/words.ts'
import { FarewellList } from './farewell-list.tsx'
import { useHasPassword } from './use-my-ways.ts'

const askFarewell = () =>
  ask({ topic: 'me', also: ['members', 'posts'], path: '/me/deletion', schema: Farewell, workspace: null })

/** Says first what goes, what stays and what stands in the way; then asks for the password. */
export function FarewellDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('people')
  const words = useProblemWords()
  const asked = useQuery(askFarewell())
  const asksCode = useAsksCode()
  const form = useContractForm(FarewellBody, { password: '', code: '' })
  const go = form.submit(async (body) => {
    await api.post('/me/deletion', { body, workspace: null })
    forgetWorkspace()
    location.assign('/')
  })
  const blocked = (asked.data?.blockedBy.length ?? 0) > 0
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('farewell.question')}
      help={blocked ? undefined : t('farewell.final')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {!blocked && (
            <Button
              look="danger"
              type="submit"
              form="farewell"
              disabled={!asked.data || asksCode === null}
              busy={form.formState.isSubmitting}
            >
              {t('farewell.do')}
            </Button>
          )}
        </>
      }
    >
      {asked.isPending && <SkeletonRows rows={4} />}
      {asked.error && <ErrorState small words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.data && blocked && <Blocked by={asked.data.blockedBy} />}
      {asked.data && !blocked && (
        <form id="farewell" noValidate onSubmit={go} className="flex flex-col gap-4">
          <FarewellList farewell={asked.data} />
          {form.problem && <Alert tone="bad">{form.problem}</Alert>}
          <Proof form={form} withCode={asksCode === true} />
        </form>
      )}
    </Dialog>
  )
}

function Blocked({ by }: { by: Farewell['blockedBy'] }) {
  const t = useWords('people')
  return (
    <Alert tone="warn" title={t('farewell.blockedTitle')}>
      {t('farewell.blocked', { names: by.map(({ name }) => name).join(', ') })}
    </Alert>
  )
}

type ProofProps = {
  form: ReturnType<
    typeof useContractForm<{ password?: string | undefined; code?: string | undefined }, FarewellBody>
  >
  withCode: boolean
}

function Proof({ form, withCode }: ProofProps) {
  const me = useMe()
  const hasPassword = useHasPassword()
  return (
    <ProofFields
      email={me.email}
      password={hasPassword ? { field: form.register('password'), error: form.errorOf('password') } : null}
      code={withCode ? { field: form.register('code'), error: form.errorOf('code') } : null}
    />
  )
}

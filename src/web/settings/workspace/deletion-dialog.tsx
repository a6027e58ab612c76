import { useQuery } from '@tanstack/react-query'
import { Deletion, DeletionBody } from '../../../modules/people/closing/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useMe, useWorkspace } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useAsksCode } from '../../api/second-step.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { ProofFields } from '../../kit/proof.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useHasPassword } from '../../people/account/use-my-ways.ts'

const askDeletion = () =>
  ask({
    topic: 'workspace',
    also: ['posts', 'deliveries', 'channels', 'media', 'members'],
    path: '/workspace/deletion',
    schema: Deletion,
  })

/** Counts first what goes; then the name is typed by hand and the password asked once more. */
export function DeletionDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('settings')
  const words = useProblemWords()
  const { name } = useWorkspace()
  const asked = useQuery(askDeletion())
  return (
    <Dialog open onClose={onClose} title={t('deletion.question', { name })}>
      {asked.isPending && <SkeletonRows rows={5} />}
      {asked.error && <ErrorState small words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.data && <Ask deletion={asked.data} onClose={onClose} />}
    </Dialog>
  )
}

type AskProps = { deletion: Deletion; onClose: () => void }

function Ask({ deletion, onClose }: AskProps) {
  const t = useWords('settings')
  const me = useMe()
  const { name } = useWorkspace()
  const asksCode = useAsksCode()
  const hasPassword = useHasPassword()
  const form = useContractForm(DeletionBody, { name: '', password: '', code: '' })
  const remove = useWrite((body: DeletionBody) => api.post('/workspace/deletion', { body }), {
    touches: ['workspace', 'me'],
    onSuccess: () => {
      onClose()
      toast(t('deletion.asked', { name }))
      // What it stands under now, and the way back, are at the top of the page.
      scrollTo({ top: 0 })
    },
    // The form has the place for it.
    onProblem: () => true,
  })
  return (
    <form noValidate onSubmit={form.submit(remove.mutateAsync)} className="flex flex-col gap-4">
      <Goes deletion={deletion} />
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Field label={t('deletion.typeName', { name })} error={form.errorOf('name')} required>
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} {...form.register('name')} />
      </Field>
      <ProofFields
        email={me.email}
        password={hasPassword ? { field: form.register('password'), error: form.errorOf('password') } : null}
        code={asksCode ? { field: form.register('code'), error: form.errorOf('code') } : null}
      />
      <div className="flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse">
        <Button onClick={onClose}>{t('deletion.cancel')}</Button>
        <Button look="danger" type="submit" busy={form.formState.isSubmitting} disabled={asksCode === null}>
          {t('deletion.do')}
        </Button>
      </div>
    </form>
  )
}

function Goes({ deletion }: { deletion: Deletion }) {
  const t = useWords('settings')
  const counted = ['scheduled', 'drafts', 'channels', 'media', 'members', 'keys'] as const
  const kept = ['publications', 'onTheirWay'] as const
  const tell = (names: readonly ((typeof counted)[number] | (typeof kept)[number])[]) =>
    names.flatMap((name) => (deletion[name] > 0 ? [t(`deletion.${name}`, { count: deletion[name] })] : []))
  const stays = tell(kept)
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{t('deletion.help', { days: deletion.graceDays })}</p>
      <Lines title={t('deletion.goes')} lines={[...tell(counted), t('deletion.history')]} />
      {stays.length > 0 && <Lines title={t('deletion.stays')} lines={stays} />}
    </div>
  )
}

const Lines = ({ title, lines }: { title: string; lines: string[] }) => (
  <div>
    <h3 className="mb-1 text-sm font-medium">{title}</h3>
    <ul className="list-disc pl-5 text-muted">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </div>
)

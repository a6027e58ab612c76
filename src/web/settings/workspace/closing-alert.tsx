import { Deletion } from '../../../modules/people/closing/contract.ts'
import { api } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** While a workspace is being deleted: until when, and the way back for its owners. */
export function ClosingAlert() {
  const t = useWords('settings')
  const formats = useFormats()
  const may = useMay()
  const { name, eraseAt } = useWorkspace()
  const keep = useWrite(() => api.delete('/workspace/deletion', { schema: Deletion }), {
    touches: ['workspace', 'me', 'deliveries', 'posts'],
    onSuccess: () => void toast(t('deletion.kept', { name })),
  })
  if (!eraseAt) return null
  return (
    <Alert
      tone="bad"
      title={t('deletion.untilTitle', { when: formats.moment(eraseAt) })}
      action={
        may('workspace.own') && (
          <Button busy={keep.isPending} onClick={() => keep.mutate(undefined)}>
            {t('deletion.keep')}
          </Button>
        )
      }
    >
      {t('deletion.untilWords')}
    </Alert>
  )
}

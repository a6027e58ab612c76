import { useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'

/** Who decides here, for whoever shares a machine or has two accounts. */
export function SignedInAs({ me }: { me: Me }) {
  const t = useWords('people')
  const client = useQueryClient()
  const out = useWrite(() => api.post('/sign-out', { workspace: null }), {
    onSuccess: () => void client.resetQueries({ queryKey: ['me'] }),
  })
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line pt-3 text-sm text-muted">
      <span className="min-w-0 break-words">{t('connect.as', { email: me.email })}</span>
      <Button size="small" look="quiet" busy={out.isPending} onClick={() => out.mutate(undefined)}>
        {t('connect.signOut')}
      </Button>
    </div>
  )
}

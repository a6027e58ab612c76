import { Building2 } from 'lucide-react'
import { Visit } from '../../../modules/people/provider/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'

type Props = { label: string; look?: 'primary' | 'secondary'; returnTo?: string }

/** Leads to the provider, and from there back to where one wanted to go. */
export function ProviderButton({ label, look, returnTo }: Props) {
  const t = useWords('people')
  const go = useWrite(
    () =>
      api.post('/sign-in/provider', {
        body: { returnTo: returnTo ?? `${location.pathname}${location.search}` },
        schema: Visit,
        workspace: null,
      }),
    { onSuccess: ({ url }) => location.assign(url) },
  )
  return (
    <Button
      look={look}
      icon={Building2}
      busy={go.isPending || go.isSuccess}
      onClick={() => go.mutate(undefined)}
      className="break-words"
    >
      {t('provider.do', { label })}
    </Button>
  )
}

/** Between the form above and another way below. */
export function Or() {
  const t = useWords('people')
  return (
    <div className="flex items-center gap-3 text-sm text-muted">
      <span aria-hidden className="h-px flex-1 bg-line" />
      {t('provider.or')}
      <span aria-hidden className="h-px flex-1 bg-line" />
    </div>
  )
}

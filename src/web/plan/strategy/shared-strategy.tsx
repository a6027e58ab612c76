import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { SharedStrategy as Shared, strategyParts } from '../../../modules/plan/strategy/contract.ts'
import { api } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { OutsideFoot } from '../../shell/outside-foot.tsx'
import { Paper } from './paper.tsx'

/** Where a shared link leads: the page alone, for somebody without an account. What it carries stands behind the #. */
export function SharedStrategy() {
  const words = useProblemWords()
  const token = useRouterState({ select: (state) => state.location.hash })
  const shared = useQuery({
    queryKey: ['shared-strategy', token],
    queryFn: () => api.post('/shared-strategy', { body: { token }, schema: Shared, workspace: null }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-5xl flex-col gap-4 px-4 py-6 md:px-8">
      {shared.isPending && <SkeletonRows rows={8} />}
      {shared.error && <Over words={words(shared.error)} />}
      {shared.data && <Sheet shared={shared.data} />}
      <OutsideFoot />
    </main>
  )
}

function Over({ words }: { words: string }) {
  const t = useWords('strategy')
  usePageTitle(t('page.title'))
  return <ErrorState words={words} />
}

function Sheet({
  shared: { workspace, shown, parts, goals, personas, savedAt, expiresAt },
}: {
  shared: Shared
}) {
  const t = useWords('strategy')
  const formats = useFormats()
  const heading = usePageTitle(t('shared.title', { workspace }))
  return (
    <>
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold break-words">
            {t('shared.title', { workspace })}
          </h1>
          <p className="text-sm text-muted">{t('shared.until', { when: formats.moment(expiresAt) })}</p>
        </div>
        <Button icon={Printer} onClick={() => print()}>
          {t('page.print')}
        </Button>
      </header>
      {savedAt ? (
        <Paper
          workspace={workspace}
          parts={parts}
          goals={goals}
          personas={personas}
          savedAt={savedAt}
          without={strategyParts.filter((part) => !shown.includes(part))}
        />
      ) : (
        <p className="text-muted">{t('shared.empty')}</p>
      )}
    </>
  )
}

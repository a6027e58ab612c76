import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { SharedConsent as Shared } from '../../../modules/people/consents/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { OutsideFrame } from './outside-frame.tsx'

/** Where the link of a letter leads with which somebody takes a consent back; a press does it. */
export function SharedConsent() {
  const t = useWords('contests')
  const words = useProblemWords()
  const formats = useFormats()
  const client = useQueryClient()
  const token = useRouterState({ select: (state) => state.location.hash })
  const heading = usePageTitle(t('consents.yours'))
  const key = ['shared-consent', token]
  const found = useQuery({
    queryKey: key,
    queryFn: () => api.post('/shared-consent', { body: { token }, schema: Shared, workspace: null }),
    retry: false,
    staleTime: 60_000,
  })
  const withdraw = useWrite(
    () => api.post('/shared-consent/withdraw', { body: { token }, schema: Shared, workspace: null }),
    { touches: [], onSuccess: (after) => client.setQueryData(key, after) },
  )
  return (
    <OutsideFrame>
      <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold">
        {t('consents.yours')}
      </h1>
      {found.isPending && <SkeletonRows rows={3} />}
      {found.error && <ErrorState words={words(found.error)} />}
      {found.data && (
        <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-4 shadow-card">
          <p className="text-sm text-muted figures">
            {t('consents.to', { brand: found.data.brand, when: formats.moment(found.data.givenAt) })}
          </p>
          <p lang={found.data.language} className="break-words whitespace-pre-wrap">
            {found.data.words}
          </p>
          {found.data.withdrawnAt ? (
            <Alert tone="good">
              {t('consents.takenBack', { when: formats.moment(found.data.withdrawnAt) })}
            </Alert>
          ) : (
            <>
              <p>{t(found.data.purpose === 'contest' ? 'consents.ownContest' : 'consents.ownNews')}</p>
              <Button
                look="danger"
                className="self-start"
                busy={withdraw.isPending}
                onClick={() => withdraw.mutate(undefined)}
              >
                {t('consents.withdraw')}
              </Button>
            </>
          )}
        </div>
      )}
    </OutsideFrame>
  )
}

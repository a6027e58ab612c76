import { useQuery } from '@tanstack/react-query'
import { SetupState } from '../../../modules/people/setup/contract.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { DoorFrame } from './door-frame.tsx'
import { Entry } from './entry.tsx'
import { FirstVisit } from './setup-form.tsx'

/** For whoever is not signed in: the first visit makes the owner, every later one signs in. */
export function Door() {
  const words = useProblemWords()
  const setup = useQuery(ask({ topic: 'me', path: '/setup', schema: SetupState, workspace: null }))
  if (setup.error) return <ErrorState words={words(setup.error)} onRetry={() => void setup.refetch()} />
  return (
    <DoorFrame>
      {!setup.data ? (
        <Skeleton className="h-72 w-full" />
      ) : setup.data.open ? (
        <FirstVisit strangeHost={setup.data.strangeHost} />
      ) : (
        <Entry />
      )}
    </DoorFrame>
  )
}

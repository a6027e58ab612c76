import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SetupState } from '../../../modules/people/setup/contract.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { DoorFrame } from './door-frame.tsx'
import { ForgottenPassword } from './forgotten-form.tsx'
import { SecondStep } from './second-step-form.tsx'
import { FirstVisit } from './setup-form.tsx'
import { SignIn } from './sign-in-form.tsx'

/** Where whoever comes in stands; `problem` says why they are back at the password. */
type Place = { at: 'password'; problem?: string } | { at: 'forgotten' } | { at: 'second-step' }

/** For whoever is not signed in: the first visit makes the owner, every later one signs in. */
export function Door() {
  const words = useProblemWords()
  const [place, setPlace] = useState<Place>({ at: 'password' })
  const setup = useQuery(ask({ topic: 'me', path: '/setup', schema: SetupState, workspace: null }))
  if (setup.error) return <ErrorState words={words(setup.error)} onRetry={() => void setup.refetch()} />
  return (
    <DoorFrame>
      {!setup.data ? (
        <Skeleton className="h-72 w-full" />
      ) : setup.data.open ? (
        <FirstVisit strangeHost={setup.data.strangeHost} />
      ) : place.at === 'forgotten' ? (
        <ForgottenPassword onBack={() => setPlace({ at: 'password' })} />
      ) : place.at === 'second-step' ? (
        <SecondStep onBack={(problem) => setPlace({ at: 'password', problem })} />
      ) : (
        <SignIn
          problem={place.problem}
          onForgotten={() => setPlace({ at: 'forgotten' })}
          onSecondStep={() => setPlace({ at: 'second-step' })}
        />
      )}
    </DoorFrame>
  )
}

import { useState } from 'react'
import { ForgottenPassword } from './forgotten-form.tsx'
import { SecondStep } from './second-step-form.tsx'
import { SignIn } from './sign-in-form.tsx'

/** Where whoever comes in stands; `problem` says why they are back at the password. */
type Place = { at: 'password'; problem?: string } | { at: 'forgotten' } | { at: 'second-step' }

/** Password, then the code of whoever has a second step; or the way to a new password. */
export function Entry() {
  const [place, setPlace] = useState<Place>({ at: 'password' })
  if (place.at === 'forgotten') return <ForgottenPassword onBack={() => setPlace({ at: 'password' })} />
  if (place.at === 'second-step')
    return <SecondStep onBack={(problem) => setPlace({ at: 'password', problem })} />
  return (
    <SignIn
      problem={place.problem}
      onForgotten={() => setPlace({ at: 'forgotten' })}
      onSecondStep={() => setPlace({ at: 'second-step' })}
    />
  )
}

import { useEffect, useState } from 'react'
import { forgetReturnWord, problemOf, readReturnWord } from '../../api/return-word.ts'
import { useProblemWords } from '../../api/words.ts'
import { Skeleton } from '../../kit/empty.tsx'
import { useLanguage } from '../../kit/language.ts'
import { ForgottenPassword } from './forgotten-form.tsx'
import { ProviderAlone } from './provider-alone.tsx'
import { SecondStep } from './second-step-form.tsx'
import { SignIn } from './sign-in-form.tsx'
import { useWays } from './use-ways.ts'

/** Where whoever comes in stands; `problem` says why they are back at the beginning. */
type Place =
  | { at: 'beginning'; problem?: string }
  | { at: 'password' }
  | { at: 'forgotten' }
  | { at: 'second-step' }

/** A way in, then the code of whoever has a second step; or the way to a new password. */
export function Entry() {
  const word = useReturnWord()
  const words = useReturnWords(word)
  const ways = useWays()
  const [place, setPlace] = useState<Place>(
    word === 'second-step' ? { at: 'second-step' } : { at: 'beginning' },
  )
  const begin = (problem?: string) => setPlace({ at: 'beginning', problem })
  if (place.at === 'forgotten') return <ForgottenPassword onBack={() => begin()} />
  if (place.at === 'second-step') return <SecondStep onBack={begin} />
  if (!ways) return <Skeleton className="h-72 w-full" />
  const problem = place.at === 'beginning' ? (place.problem ?? words) : undefined
  if (!ways.password && ways.provider && place.at === 'beginning')
    return (
      <ProviderAlone
        label={ways.provider.label}
        problem={problem}
        onPassword={() => setPlace({ at: 'password' })}
      />
    )
  return (
    <SignIn
      ways={ways}
      problem={problem}
      onForgotten={() => setPlace({ at: 'forgotten' })}
      onSecondStep={() => setPlace({ at: 'second-step' })}
    />
  )
}

/** Read once, and gone from the address, so that it says nothing when the page is opened anew. */
function useReturnWord(): string | null {
  const [word] = useState(readReturnWord)
  useEffect(() => {
    if (word) forgetReturnWord()
  }, [word])
  return word
}

/** The sentence for it; for a word that is none of ours, that it did not work. */
function useReturnWords(word: string | null): string | undefined {
  const words = useProblemWords()
  const { need } = useLanguage()
  useEffect(() => void need('problems'), [need])
  if (!word || word === 'second-step') return undefined
  return words(problemOf(word)) || words(problemOf('refused'))
}

import { useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useEffect } from 'react'
import { welcome } from '../../api/me.ts'
import {
  fillsPasskeys,
  knowsPasskeys,
  refusalOf,
  signInByAutofill,
  signInWithPasskey,
  stopAutofill,
} from '../../api/passkey.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** One press, and the device asks for a finger, a face or its code. */
export function PasskeyButton() {
  const t = useWords('people')
  const client = useQueryClient()
  const enter = useWrite(
    async () => {
      try {
        return await signInWithPasskey()
      } catch (error) {
        const refusal = refusalOf(error)
        if (!refusal) throw error
        toast(t(`passkeys.${refusal}`), { tone: 'bad' })
        return null
      }
    },
    { onSuccess: (me) => me && welcome(client, me) },
  )
  useAutofill(!enter.isPending)
  if (!knowsPasskeys()) return null
  return (
    <Button icon={KeyRound} busy={enter.isPending} onClick={() => enter.mutate(undefined)}>
      {t('passkeys.signIn')}
    </Button>
  )
}

/**
 * Passkeys among what the browser offers for the mail address, as long as nothing else is asked of the device. What was given
 * to sign is over after a while, or when another tab has asked: then it is asked for anew.
 */
function useAutofill(wanted: boolean): void {
  const client = useQueryClient()
  const words = useProblemWords()
  useEffect(() => {
    if (!wanted) return
    let here = true
    const wait = async (): Promise<void> => {
      if (!(await fillsPasskeys()) || !here) return
      const me = await signInByAutofill()
      if (here && me) welcome(client, me)
    }
    const begin = (): Promise<void> =>
      wait().catch((error: unknown) => {
        if (!here || !(error instanceof ApiProblem)) return
        toast(words(error), { tone: 'bad' })
        if (error.code === 'passkey.over') return begin()
      })
    void begin()
    return () => {
      here = false
      void stopAutofill()
    }
  }, [client, wanted, words])
}

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Joining } from '../../modules/channels/joining/contract.ts'
import { path } from '../api/client.ts'
import { useJoiningWords } from '../api/failure-words.ts'
import { ApiProblem } from '../api/problem.ts'
import { ask } from '../api/query.ts'
import { useProblemWords } from '../api/words.ts'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'

const isAttempt = (text: string | undefined): text is string => /^[0-9a-f-]{36}$/.test(text ?? '')

type Options = { onJoined: (channelIds: string[]) => void; onDone: () => void }

/**
 * Somebody is back from a network: what became of it is asked of the server, because an address can be made by anybody.
 * Answers the step at which the dialog goes on, and what is to be said of a failure.
 */
export function useBack(
  joining: string | undefined,
  { onJoined, onDone }: Options,
): { step: Joining | null; failure: { title: string; words: string; said?: string | null } | null } {
  const t = useWords('channels')
  const why = useWhy()
  const attempt = useQuery({
    ...ask({ topic: 'channels', path: path`/joinings/${joining ?? ''}`, schema: Joining }),
    enabled: isAttempt(joining),
    retry: false,
  })
  const step = isAttempt(joining) ? attempt.data : undefined
  useEffect(() => {
    if (step?.step !== 'joined') return
    toast(t('join.done', { count: step.channels.length }))
    onJoined(step.channels.map(({ id }) => id))
  }, [step, onJoined, t])
  useEffect(() => {
    // Begun and never finished: nothing to say.
    if (step?.step === 'waiting') onDone()
  }, [step, onDone])
  const over = joining !== undefined && (!isAttempt(joining) || attempt.isError)
  if (over)
    return {
      step: null,
      failure: {
        title: t('join.overTitle'),
        words: joining === 'signed-out' ? t('join.signedOut') : t('join.over'),
      },
    }
  if (step?.step === 'failed') return { step: null, failure: { title: t('join.failed'), ...why(step) } }
  return { step: step?.step === 'choose' ? step : null, failure: null }
}

const ofNetwork = 'network.'

/** In the person's language: of a network by its code, with what it said itself; else by ours. To be asked while rendering. */
function useWhy() {
  const joining = useJoiningWords()
  const ours = useProblemWords()
  return ({ network, code, words, facts }: Extract<Joining, { step: 'failed' }>) => {
    if (!code.startsWith(ofNetwork))
      return { words: ours(new ApiProblem({ status: 0, code, detail: words, facts })) }
    const { title, detail } = joining({ code: code.slice(ofNetwork.length), words }, network)
    return { words: title, said: detail }
  }
}

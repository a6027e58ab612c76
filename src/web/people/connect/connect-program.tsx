import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Asked, type AuthorizationRequest } from '../../../modules/people/oauth/contract.ts'
import type { Me } from '../../../modules/people/sign-in/contract.ts'
import { askMe } from '../../api/me.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { forgetCarried, useCarried } from '../door/carried.ts'
import { DoorFrame } from '../door/door-frame.tsx'
import { Entry } from '../door/entry.tsx'
import { ConsentForm } from './consent-form.tsx'
import { leaveFor, place, readRequest } from './request.ts'
import { SignedInAs } from './signed-in-as.tsx'

/** Where a program sends the browser of a person who is to let it in. Whoever is not signed in does that first. */
export function ConnectProgram() {
  const t = useWords('people')
  const words = useProblemWords()
  const me = useQuery(askMe())
  const request = readRequest(useCarried(place))
  return (
    <DoorFrame>
      {me.isPending && <Skeleton className="h-72 w-full" />}
      {me.error && !isNobody(me.error) && (
        <ErrorState words={words(me.error)} onRetry={() => void me.refetch()} />
      )}
      {isNobody(me.error) && (
        <div className="flex flex-col gap-4">
          <Alert tone="info">{t('connect.signInFirst')}</Alert>
          <Entry />
        </div>
      )}
      {me.data && (request ? <Question me={me.data} request={request} /> : <NoQuestion />)}
    </DoorFrame>
  )
}

const isNobody = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401

type Props = { me: Me; request: AuthorizationRequest }

function Question({ me, request }: Props) {
  const words = useProblemWords()
  const asked = useQuery({
    ...ask({ topic: 'me', path: '/consent', query: request, schema: Asked, workspace: null }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (asked.error instanceof ApiProblem && asked.error.code.startsWith('consent.'))
    return <Refused words={words(asked.error)} />
  if (asked.error) return <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton className="h-72 w-full" />
  if (asked.data.wrong) return <AskedWrongly asked={asked.data} wrong={asked.data.wrong} />
  return (
    <div className="flex flex-col gap-5">
      <ConsentForm me={me} request={request} asked={asked.data} />
      <SignedInAs me={me} />
    </div>
  )
}

/** Nobody knows where an answer should go, so there is none. */
function Refused({ words }: { words: string }) {
  const t = useWords('people')
  const router = useRouter()
  const heading = usePageTitle(t('connect.heading'))
  const leave = () => {
    forgetCarried(place)
    void router.navigate({ to: '/' as never, hash: '', replace: true })
  }
  return (
    <div className="flex flex-col gap-4">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
        {t('connect.heading')}
      </h1>
      <Alert tone="bad">{words}</Alert>
      <Button onClick={leave}>{t('invitation.leave')}</Button>
    </div>
  )
}

function NoQuestion() {
  const t = useWords('people')
  return <Refused words={t('problems.consent.unknown_client')} />
}

type WrongProps = { asked: Asked; wrong: NonNullable<Asked['wrong']> }

/** The program can be told what is wrong; the person decides whether to go there. */
function AskedWrongly({ asked: { name, host, back }, wrong }: WrongProps) {
  const t = useWords('people')
  const heading = usePageTitle(t('connect.heading'))
  return (
    <div className="flex flex-col gap-4">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
        {t('connect.heading')}
      </h1>
      <Alert tone="bad">{t(`connect.wrong.${wrong}`, { name })}</Alert>
      <Button onClick={() => leaveFor(back)}>{t('connect.back', { host })}</Button>
    </div>
  )
}

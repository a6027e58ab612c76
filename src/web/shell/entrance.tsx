import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { IntlProvider, useLocale } from 'use-intl'
import type { Me, MyWorkspace } from '../../modules/people/sign-in/contract.ts'
import { whenSignedOut } from '../api/client.ts'
import { whenBack } from '../api/connection.ts'
import { followEvents } from '../api/events.ts'
import { askMe, HereContext } from '../api/me.ts'
import { ApiProblem } from '../api/problem.ts'
import { useProblemWords } from '../api/words.ts'
import { currentWorkspace, enterWorkspace, lastWorkspace } from '../api/workspace.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState, ErrorState } from '../kit/empty.tsx'
import { useLanguage } from '../kit/language.ts'
import { useWords } from '../kit/words.ts'
import { hasChosenLanguage } from '../messages/languages.ts'
import { Bells } from './bells.tsx'

const Door = lazy(() => import('../people/door/door.tsx').then((module) => ({ default: module.Door })))

const NewPassword = lazy(() =>
  import('../people/door/new-password.tsx').then((module) => ({ default: module.NewPassword })),
)

const Invitation = lazy(() =>
  import('../people/door/invitation.tsx').then((module) => ({ default: module.Invitation })),
)

const ConnectProgram = lazy(() =>
  import('../people/connect/connect-program.tsx').then((module) => ({ default: module.ConnectProgram })),
)

const SharedStrategy = lazy(() =>
  import('../plan/strategy/shared-strategy.tsx').then((module) => ({ default: module.SharedStrategy })),
)

const SharedApproval = lazy(() =>
  import('../create/approval/shared-approval.tsx').then((module) => ({ default: module.SharedApproval })),
)

const ContestPublic = lazy(() =>
  import('../create/contests/contest-public.tsx').then((module) => ({ default: module.ContestPublic })),
)

const SharedConsent = lazy(() =>
  import('../create/contests/shared-consent.tsx').then((module) => ({ default: module.SharedConsent })),
)

const SharedCalendar = lazy(() =>
  import('../create/calendar/shared-calendar.tsx').then((module) => ({ default: module.SharedCalendar })),
)

/** Where links of letters and programs lead, whoever is signed in here. */
const outside: Record<string, ComponentType> = {
  '/new-password': NewPassword,
  '/invitation': Invitation,
  '/connect-program': ConnectProgram,
  '/shared-strategy': SharedStrategy,
  '/shared-approval': SharedApproval,
  '/consent': SharedConsent,
  '/shared-calendar': SharedCalendar,
}

/** The page of a contest is shown to everybody, so its name stands in the address and not behind the #. */
const outsideAt = (at: string): ComponentType | undefined =>
  outside[at] ?? (at.startsWith('/c/') ? ContestPublic : undefined)

/**
 * Who is there, and in which workspace: then what is inside. Signed out, the door stands at the same address, so that
 * one goes on where one wanted to go.
 */
export function Entrance({ children }: { children: ReactNode }) {
  const me = useQuery(askMe())
  const words = useProblemWords()
  const at = useRouterState({ select: (state) => state.location.pathname })
  useLeaving()
  const Outside = outsideAt(at)
  if (Outside)
    return (
      <Suspense fallback={<Opening />}>
        <Outside />
      </Suspense>
    )
  if (me.data) return <Inside me={me.data}>{children}</Inside>
  if (me.error instanceof ApiProblem && me.error.status === 401)
    return (
      <Suspense fallback={<Opening />}>
        <Door />
      </Suspense>
    )
  if (me.error) return <ErrorState words={words(me.error)} onRetry={() => void me.refetch()} />
  return <Opening />
}

/** The first half second. */
const Opening = () => (
  <div className="flex min-h-dvh items-center justify-center">
    <Bells className="size-12 animate-pulse-soft" />
  </div>
)

/** When the session ends, elsewhere or here, all that was known is forgotten and the door is shown. */
function useLeaving(): void {
  const client = useQueryClient()
  useEffect(() => whenSignedOut(() => void client.resetQueries({ queryKey: ['me'] })), [client])
  useEffect(() => whenBack(() => void client.invalidateQueries()), [client])
}

function Inside({ me, children }: { me: Me; children: ReactNode }) {
  const router = useRouter()
  const named = useNamedWorkspace()
  const workspace = me.workspaces.find(({ id }) => id === named)
  const usual = me.workspaces.find(({ id }) => id === lastWorkspace()) ?? me.workspaces[0]
  useOwnLanguage(me)
  useEffect(() => {
    if (named || !usual) return
    enterWorkspace(usual.id)
    void router.navigate({ to: '.', search: true, hash: true, replace: true } as never)
  }, [named, usual, router])
  if (workspace)
    return (
      <Workspace key={workspace.id} me={me} workspace={workspace}>
        {children}
      </Workspace>
    )
  return named || !usual ? <NotMember usual={usual} /> : <Opening />
}

/** Follows the address: going back may lead into another workspace. */
const useNamedWorkspace = (): string | null => {
  useRouterState({ select: (state) => state.location.publicHref })
  return currentWorkspace()
}

/** The language of the account holds on a machine where none was chosen. */
function useOwnLanguage({ language }: Me): void {
  const { language: shown, choose } = useLanguage()
  useEffect(() => {
    if (language && language !== shown && !hasChosenLanguage()) void choose(language)
  }, [language, shown, choose])
}

const Gate = lazy(() => import('../people/account/gate.tsx').then((module) => ({ default: module.Gate })))

/** Closed to whoever has no second step where one is asked; whoever turns it on there goes on by themselves. */
function useGate({ secondStepDue }: MyWorkspace) {
  const closed = secondStepDue !== null && new Date(secondStepDue) <= new Date()
  const [shut, setShut] = useState(closed)
  if (closed && !shut) setShut(true)
  return { shut, open: () => setShut(false) }
}

type WorkspaceProps = { me: Me; workspace: MyWorkspace; children: ReactNode }

function Workspace({ me, workspace, children }: WorkspaceProps) {
  const client = useQueryClient()
  const locale = useLocale()
  const here = useMemo(() => ({ me, workspace }), [me, workspace])
  const { shut, open } = useGate(workspace)
  useEffect(() => (shut ? undefined : followEvents(client, workspace.id)), [client, workspace.id, shut])
  return (
    <HereContext value={here}>
      <IntlProvider locale={locale} timeZone={workspace.timeZone}>
        {shut ? (
          <Suspense fallback={<Opening />}>
            <Gate onGoOn={open} />
          </Suspense>
        ) : (
          children
        )}
      </IntlProvider>
    </HereContext>
  )
}

function NotMember({ usual }: { usual: MyWorkspace | undefined }) {
  const t = useWords('shell')
  const router = useRouter()
  const enter = (id: string) => {
    enterWorkspace(id)
    void router.navigate({ to: '/' as never, replace: true })
  }
  return (
    <div className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={Building2}
        title={t('notMember.title')}
        action={
          usual && (
            <Button look="primary" onClick={() => enter(usual.id)}>
              {t('enterWorkspace', { name: usual.name })}
            </Button>
          )
        }
      >
        {t('notMember.words')}
      </EmptyState>
    </div>
  )
}

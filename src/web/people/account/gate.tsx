import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useMe, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { enterWorkspace } from '../../api/workspace.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useWords } from '../../kit/words.ts'
import { SecondStepCard } from './second-step-card.tsx'

/**
 * Instead of a workspace that asks a second step of everybody, for whoever has none: the second step itself, and the ways out.
 * It stays until somebody goes on, so that recovery codes are not gone before they were kept.
 */
export function Gate({ onGoOn }: { onGoOn: () => void }) {
  const t = useWords('people')
  const { name, secondStepDue } = useWorkspace()
  const { workspaces } = useMe()
  const here = useWorkspace().id
  const elsewhere = workspaces.filter((one) => one.id !== here && !isClosed(one.secondStepDue))
  return (
    <main
      id="page"
      className="mx-auto flex min-h-dvh w-full max-w-xl flex-col justify-center gap-5 px-4 py-8"
    >
      <div className="flex flex-col gap-2">
        <ShieldCheck aria-hidden className="size-8 text-accent" />
        <h1 className="text-xl font-semibold">{t('gate.title', { name })}</h1>
        <p className="text-muted">{t('gate.words')}</p>
      </div>
      <SecondStepCard />
      {!secondStepDue && (
        <>
          <Alert tone="good">{t('gate.open')}</Alert>
          <Button look="primary" className="self-start" onClick={onGoOn}>
            {t('gate.goOn', { name })}
          </Button>
        </>
      )}
      {secondStepDue && (
        <div className="flex flex-wrap gap-2">
          {elsewhere.slice(0, 3).map((one) => (
            <Button key={one.id} onClick={() => enter(one.id)}>
              {t('gate.elsewhere', { name: one.name })}
            </Button>
          ))}
          <Leave />
          <SignOut />
        </div>
      )}
    </main>
  )
}

const isClosed = (due: string | null): boolean => due !== null && new Date(due) <= new Date()

function enter(id: string): void {
  enterWorkspace(id)
  location.assign('/')
}

function SignOut() {
  const t = useWords('people')
  const out = useWrite(() => api.post('/sign-out', { workspace: null }), {
    onSuccess: () => location.assign('/'),
  })
  return (
    <Button busy={out.isPending} onClick={() => out.mutate(undefined)}>
      {t('gate.signOut')}
    </Button>
  )
}

/** Coming back takes a manager, so it is asked. */
function Leave() {
  const t = useWords('people')
  const [asked, setAsked] = useState(false)
  const leave = useWrite(() => api.post('/workspace/leave'), {
    onSuccess: () => location.assign('/'),
  })
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t('members.leave')}</Button>
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t('members.leaveTitle')}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{t('cancel')}</Button>
            <Button look="danger" busy={leave.isPending} onClick={() => leave.mutate(undefined)}>
              {t('members.leave')}
            </Button>
          </>
        }
      >
        <p className="text-muted">{t('members.removeWords')}</p>
      </Dialog>
    </>
  )
}

import { Ellipsis, Pause, Play, Trash2, Webhook } from 'lucide-react'
import { useState } from 'react'
import type { Hook } from '../../modules/publish/hooks/contract.ts'
import { useProblemWords } from '../api/words.ts'
import { Alert } from '../kit/alert.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { EmptyState, ErrorState, Skeleton } from '../kit/empty.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Page as Frame } from '../kit/page.tsx'
import { useGo } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'
import { CallsCard } from './calls-card.tsx'
import { EventsCard } from './events-card.tsx'
import { hookPage } from './routes.tsx'
import { TestCard } from './test-card.tsx'
import { useHook, useHookChange, useHookRemoval } from './use-hook.ts'
import { VerifyCard } from './verify-card.tsx'

const list = '/settings/webhooks'

/** One webhook: what it is told of, whether it answers, and how its calls are verified. */
export function Page() {
  const t = useWords('hooks')
  const settings = useWords('settings')
  const words = useProblemWords()
  const { hook: id } = hookPage.useParams()
  const { hook, isPending, error, refetch } = useHook(id)
  const back = { to: list, label: settings('hooks.title') }
  if (hook) return <Loaded hook={hook} />
  return (
    <Frame title={t('one')} width="read" back={back}>
      {isPending && <Skeleton className="h-60" />}
      {error && <ErrorState words={words(error)} onRetry={() => void refetch()} />}
      {hook === null && (
        <EmptyState icon={Webhook} title={t('missing.title')}>
          {t('missing.words')}
        </EmptyState>
      )}
    </Frame>
  )
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url

function Loaded({ hook }: { hook: Hook }) {
  const t = useWords('hooks')
  const settings = useWords('settings')
  const active = hook.state === 'active'
  return (
    <Frame
      title={hostOf(hook.url)}
      help={<span className="break-all">{hook.url}</span>}
      width="read"
      back={{ to: list, label: settings('hooks.title') }}
      actions={<Actions hook={hook} />}
    >
      <div className="flex flex-col gap-5">
        {!active && (
          <Alert tone="warn" title={settings('hooks.paused')}>
            {t('pausedWords')}
          </Alert>
        )}
        <TestCard hook={hook} />
        <EventsCard hook={hook} />
        <CallsCard hook={hook} />
        <VerifyCard />
      </div>
    </Frame>
  )
}

function Actions({ hook }: { hook: Hook }) {
  const settings = useWords('settings')
  const change = useHookChange(hook)
  const [asked, setAsked] = useState(false)
  const active = hook.state === 'active'
  return (
    <>
      <Button
        icon={active ? Pause : Play}
        busy={change.isPending}
        onClick={() => change.mutate({ state: active ? 'paused' : 'active' })}
      >
        {active ? settings('hooks.pause') : settings('hooks.resume')}
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={settings('hooks.more')} />}>
        <MenuItem icon={Trash2} danger onSelect={() => setAsked(true)}>
          {settings('hooks.remove')}
        </MenuItem>
      </Menu>
      <RemoveDialog hook={hook} open={asked} onClose={() => setAsked(false)} />
    </>
  )
}

/** Its secret is lost for good, so it is asked. */
function RemoveDialog({ hook, open, onClose }: { hook: Hook; open: boolean; onClose: () => void }) {
  const settings = useWords('settings')
  const go = useGo()
  const removal = useHookRemoval(hook.id, () => go(list))
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={settings('hooks.removeTitle')}
      actions={
        <>
          <Button onClick={onClose}>{settings('hooks.cancel')}</Button>
          <Button look="danger" busy={removal.isPending} onClick={() => removal.mutate(undefined)}>
            {settings('hooks.remove')}
          </Button>
        </>
      }
    >
      <p className="text-muted">{settings('hooks.removeWords')}</p>
    </Dialog>
  )
}

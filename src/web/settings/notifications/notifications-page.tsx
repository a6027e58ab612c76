import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { z } from 'zod'
import {
  type NotificationKind,
  NotificationSettings,
} from '../../../modules/publish/notifications/contract.ts'
import { api } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Checkbox, Switch } from '../../kit/switch.tsx'
import { plainName, useWords } from '../../kit/words.ts'

const DeviceCard = lazy(() => import('./device-card.tsx'))

type Settings = z.infer<typeof NotificationSettings>

const address = '/notifications/settings'

export function Page() {
  const t = useWords('settings')
  const words = useProblemWords()
  const settings = useQuery(ask({ topic: 'notifications', path: address, schema: NotificationSettings }))
  return (
    <Frame title={t('mail.title')} help={t('mail.help')} width="read">
      {settings.isPending && <SkeletonRows rows={5} />}
      {settings.error && <ErrorState words={words(settings.error)} onRetry={() => void settings.refetch()} />}
      {settings.data && <Kinds settings={settings.data} />}
    </Frame>
  )
}

/** Each switch holds at once; the screen shows it before the server has answered, and goes back if it refuses. */
function Kinds({ settings }: { settings: Settings }) {
  const t = useWords('settings')
  const shell = useWords('shell')
  const client = useQueryClient()
  const { queryKey } = ask({ topic: 'notifications', path: address, schema: NotificationSettings })
  const save = useWrite(
    (kinds: Settings['kinds']) => api.put(address, { body: { kinds }, schema: NotificationSettings }),
    { touches: ['notifications'], onProblem: () => void client.setQueryData(queryKey, settings) },
  )
  const choose = (kind: NotificationKind, way: { mail: boolean } | { push: boolean }) => {
    const kinds = settings.kinds.map((one) => (one.kind === kind ? { ...one, ...way } : one))
    client.setQueryData(queryKey, { ...settings, kinds })
    save.mutate(kinds)
  }
  if (settings.kinds.length === 0) return <Alert tone="info">{t('mail.none')}</Alert>
  return (
    <div className="flex flex-col gap-4">
      <Suspense>
        <DeviceCard />
      </Suspense>
      {!settings.mailReady && <Alert tone="warn">{t('mail.notReady')}</Alert>}
      <Card>
        <div className="flex flex-col divide-y divide-line">
          {settings.kinds.map(({ kind, mail, push }) => (
            <div key={kind} className="flex flex-col gap-1.5 py-3 first:pt-1 last:pb-0">
              <Switch
                checked={mail}
                onChange={(next) => choose(kind, { mail: next })}
                label={shell(`notifications.kinds.${plainName(kind)}`)}
                help={t(`kindHelp.${plainName(kind)}`)}
              />
              <Checkbox
                checked={push}
                onChange={(next) => choose(kind, { push: next })}
                label={t('push.kind')}
              />
            </div>
          ))}
        </div>
      </Card>
    </div>
  )
}

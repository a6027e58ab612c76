import { Pencil, Trash2 } from 'lucide-react'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Badge } from '../../kit/badge.tsx'
import { IconButton } from '../../kit/button.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import type { Network } from '../use-networks.ts'
import type { NetworkApp } from './use-apps.ts'

type Props = { app: NetworkApp; network: Network; onEdit: () => void }

/** One app: whose it is, how many channels signed in with it. Its secrets are not here. */
export function AppRow({ app, network, onEdit }: Props) {
  const t = useWords('channels')
  const used = app.channels + app.elsewhere
  const remove = useWrite(() => api.delete(path`/apps/${app.id}`), {
    touches: ['channels'],
    onSuccess: () => void toast(t('apps.removed', { name: app.name })),
  })
  return (
    <li className="flex items-center gap-3 py-3.5">
      <NetworkMark network={network} size="large" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 truncate font-medium">{app.name}</span>
          {app.shared && <Badge>{app.own ? t('apps.isShared') : t('apps.fromOthers')}</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-muted">{t('apps.used', { count: used })}</p>
      </div>
      {app.own && (
        <>
          <IconButton icon={Pencil} label={t('apps.edit', { name: app.name })} onClick={onEdit} />
          <IconButton
            icon={Trash2}
            label={t('apps.remove', { name: app.name })}
            busy={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          />
        </>
      )}
    </li>
  )
}

import { Link } from '@tanstack/react-router'
import { Ellipsis, Pause, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Hook } from '../../../modules/publish/hooks/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { plainName, useWords } from '../../kit/words.ts'

export function HookRow({ hook }: { hook: Hook }) {
  const t = useWords('settings')
  const [asked, setAsked] = useState(false)
  const actions = useHookActions(hook, () => setAsked(false))
  const active = hook.state === 'active'
  return (
    <li className="flex items-start gap-3 py-3.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <Link
            to={`/settings/webhooks/${hook.id}`}
            className="min-w-0 truncate rounded-sm font-medium hover:underline touch:py-2.5"
            title={hook.url}
          >
            {hook.url}
          </Link>
          {!active && <Badge tone="warn">{t('hooks.paused')}</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-muted">
          {hook.events.map((event) => t(`hooks.event.${plainName(event)}`)).join(' · ')}
        </p>
      </div>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('hooks.more')} />}>
        <MenuItem icon={active ? Pause : Play} onSelect={actions.toggle}>
          {active ? t('hooks.pause') : t('hooks.resume')}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Trash2} danger onSelect={() => setAsked(true)}>
          {t('hooks.remove')}
        </MenuItem>
      </Menu>
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t('hooks.removeTitle')}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{t('hooks.cancel')}</Button>
            <Button look="danger" busy={actions.removing} onClick={actions.remove}>
              {t('hooks.remove')}
            </Button>
          </>
        }
      >
        <p className="text-muted">{t('hooks.removeWords')}</p>
      </Dialog>
    </li>
  )
}

function useHookActions(hook: Hook, onRemoved: () => void) {
  const t = useWords('settings')
  const touches = ['hooks'] as const
  const set = useWrite(
    (state: Hook['state']) => api.patch(path`/hooks/${hook.id}`, { body: { state }, schema: Hook }),
    { touches, onSuccess: () => toast(t('hooks.changed'), { undo: () => set.mutate(hook.state) }) },
  )
  const remove = useWrite(() => api.delete(path`/hooks/${hook.id}`), {
    touches,
    onSuccess: () => {
      onRemoved()
      toast(t('hooks.removed'))
    },
  })
  return {
    toggle: () => set.mutate(hook.state === 'active' ? 'paused' : 'active'),
    remove: () => remove.mutate(undefined),
    removing: remove.isPending,
  }
}

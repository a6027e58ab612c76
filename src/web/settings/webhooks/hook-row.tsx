import { Ellipsis, History, Pause, Play, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Hook, HookCallList } from '../../../modules/publish/hooks/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { plainName, useWords } from '../../kit/words.ts'
import { HookCalls } from './hook-calls.tsx'

export function HookRow({ hook }: { hook: Hook }) {
  const t = useWords('settings')
  const [shown, setShown] = useState<'calls' | 'remove' | null>(null)
  const actions = useHookActions(hook, () => setShown(null))
  const active = hook.state === 'active'
  return (
    <li className="flex items-start gap-3 py-3.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 truncate font-medium" title={hook.url}>
            {hook.url}
          </span>
          {!active && <Badge tone="warn">{t('hooks.paused')}</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-muted">
          {hook.events.map((event) => t(`hooks.event.${plainName(event)}`)).join(' · ')}
        </p>
      </div>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('hooks.more')} />}>
        <MenuItem icon={Send} onSelect={actions.test}>
          {t('hooks.test')}
        </MenuItem>
        <MenuItem icon={History} onSelect={() => setShown('calls')}>
          {t('hooks.calls')}
        </MenuItem>
        <MenuItem icon={active ? Pause : Play} onSelect={actions.toggle}>
          {active ? t('hooks.pause') : t('hooks.resume')}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Trash2} danger onSelect={() => setShown('remove')}>
          {t('hooks.remove')}
        </MenuItem>
      </Menu>
      {shown === 'calls' && <HookCalls hook={hook} onClose={() => setShown(null)} />}
      <Dialog
        open={shown === 'remove'}
        onClose={() => setShown(null)}
        title={t('hooks.removeTitle')}
        actions={
          <>
            <Button onClick={() => setShown(null)}>{t('hooks.cancel')}</Button>
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
  const touches = ['workspace'] as const
  const test = useWrite(() => api.post(path`/hooks/${hook.id}/test`, { schema: HookCallList }), {
    touches,
    onSuccess: () => toast(t('hooks.tested')),
  })
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
    test: () => test.mutate(undefined),
    toggle: () => set.mutate(hook.state === 'active' ? 'paused' : 'active'),
    remove: () => remove.mutate(undefined),
    removing: remove.isPending,
  }
}

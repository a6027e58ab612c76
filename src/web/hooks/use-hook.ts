import { useQuery } from '@tanstack/react-query'
import { Hook, HookCallList, HookList, type HookPatch } from '../../modules/publish/hooks/contract.ts'
import { api, path } from '../api/client.ts'
import { ask, useWrite } from '../api/query.ts'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'

const touches = ['hooks'] as const

/** One of the workspace's webhooks; `hook` is null when there is none of this id. */
export function useHook(id: string) {
  const asked = useQuery(ask({ topic: 'hooks', path: '/hooks', schema: HookList }))
  const hook = asked.data && (asked.data.items.find((one) => one.id === id) ?? null)
  return { ...asked, hook }
}

export const askCalls = (id: string) =>
  ask({ topic: 'hooks', path: path`/hooks/${id}/calls`, schema: HookCallList })

/** Changes a webhook at once, with the way back. */
export function useHookChange(hook: Hook) {
  const t = useWords('settings')
  const put = (patch: HookPatch) => api.patch(path`/hooks/${hook.id}`, { body: patch, schema: Hook })
  const undo = useWrite(put, { touches })
  return useWrite(put, {
    touches,
    onSuccess: (_, patch) => {
      const before = Object.fromEntries(Object.keys(patch).map((key) => [key, hook[key as keyof HookPatch]]))
      toast(t('hooks.changed'), { undo: () => undo.mutate(before) })
    },
  })
}

export function useHookTest(id: string) {
  return useWrite(() => api.post(path`/hooks/${id}/test`, { schema: HookCallList }), { touches })
}

export function useHookRemoval(id: string, onRemoved: () => void) {
  const t = useWords('settings')
  return useWrite(() => api.delete(path`/hooks/${id}`), {
    touches,
    onSuccess: () => {
      onRemoved()
      toast(t('hooks.removed'))
    },
  })
}

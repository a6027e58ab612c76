import { api } from '../api/client.ts'
import { useWrite } from '../api/query.ts'
import { forgetWorkspace } from '../api/workspace.ts'

/** Ends the session and loads everything anew, so that nothing of this person stays in memory. */
export function useSignOut(): () => void {
  const leave = useWrite(() => api.post('/sign-out', { workspace: null }), {
    onSuccess: () => {
      forgetWorkspace()
      location.assign('/')
    },
  })
  return () => leave.mutate(undefined)
}

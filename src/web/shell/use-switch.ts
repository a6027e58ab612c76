import { enterWorkspace } from '../api/workspace.ts'
import { useGo } from '../kit/route.ts'

/** Goes to the start of another workspace; its own address makes two tabs possible. */
export function useSwitchWorkspace(): (id: string) => void {
  const go = useGo()
  return (id) => {
    enterWorkspace(id)
    go('/')
  }
}

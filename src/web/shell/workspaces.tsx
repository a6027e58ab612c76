import { ChevronsUpDown } from 'lucide-react'
import { useMe, useWorkspace } from '../api/me.ts'
import { enterWorkspace } from '../api/workspace.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Badge } from '../kit/badge.tsx'
import { Menu, MenuChoice, MenuLabel } from '../kit/menu.tsx'
import { useGo } from '../kit/route.ts'
import { useWords } from '../kit/words.ts'

/** Goes to the same start in another workspace; its own address makes two tabs possible. */
export function useSwitchWorkspace(): (id: string) => void {
  const go = useGo()
  return (id) => {
    enterWorkspace(id)
    go('/')
  }
}

export function WorkspaceSwitch() {
  const t = useWords('shell')
  const { workspaces } = useMe()
  const here = useWorkspace()
  const enter = useSwitchWorkspace()
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t('switchWorkspace', { name: here.name })}
          className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-md px-1.5 py-1 text-left hover:bg-hover max-lg:justify-center"
        >
          <Avatar name={here.name} square />
          <span className="min-w-0 flex-1 md:max-lg:hidden">
            <span className="block truncate text-base font-semibold">{here.name}</span>
            {here.demo && <Badge tone="warn">{t('demo')}</Badge>}
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint md:max-lg:hidden" />
        </button>
      }
    >
      <MenuLabel>{t('workspaces')}</MenuLabel>
      {workspaces.map((workspace) => (
        <MenuChoice
          key={workspace.id}
          checked={workspace.id === here.id}
          onSelect={() => enter(workspace.id)}
        >
          <Avatar name={workspace.name} size="small" square />
          <span className="truncate">{workspace.name}</span>
        </MenuChoice>
      ))}
    </Menu>
  )
}

import { ChevronsUpDown, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMe, useWorkspace } from '../api/me.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Badge } from '../kit/badge.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { useWords } from '../kit/words.ts'
import { useSwitchWorkspace } from './use-switch.ts'

const WorkspaceForm = lazy(() =>
  import('./workspace-form.tsx').then((module) => ({ default: module.WorkspaceForm })),
)

export function WorkspaceSwitch() {
  const t = useWords('shell')
  const { workspaces } = useMe()
  const here = useWorkspace()
  const enter = useSwitchWorkspace()
  const [making, setMaking] = useState(false)
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="flex min-h-11 max-w-full min-w-0 items-center gap-2.5 rounded-md px-1.5 py-1 text-left hover:bg-hover md:max-lg:justify-center"
          >
            <Avatar name={here.name} square />
            <span className="min-w-0 flex-1 md:max-lg:sr-only">
              <span className="block truncate text-base font-semibold">{here.name}</span>
              <span className="sr-only">{t('switchWorkspace')}</span>
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
        <MenuLine />
        <MenuItem icon={Plus} onSelect={() => setMaking(true)}>
          {t('newWorkspace.do')}
        </MenuItem>
      </Menu>
      <Suspense>{making && <WorkspaceForm onClose={() => setMaking(false)} />}</Suspense>
    </>
  )
}

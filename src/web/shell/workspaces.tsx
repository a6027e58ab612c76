import { useQueryClient } from '@tanstack/react-query'
import { ChevronsUpDown, Plus, Search } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { askMe, useMe, useWorkspace } from '../api/me.ts'
import { recentWorkspaces } from '../api/workspace.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Badge } from '../kit/badge.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { useWords } from '../kit/words.ts'
import { recentFirst } from './recent.ts'
import { useSwitchWorkspace } from './use-switch.ts'
import { WorkspaceName } from './workspace-name.tsx'

const WorkspaceForm = lazy(() =>
  import('./workspace-form.tsx').then((module) => ({ default: module.WorkspaceForm })),
)

const WorkspacePicker = lazy(() =>
  import('./workspace-picker.tsx').then((module) => ({ default: module.WorkspacePicker })),
)

/** More than these nobody reads through: the others are found by typing. */
const mostNear = 8

export function WorkspaceSwitch() {
  const t = useWords('shell')
  const { workspaces } = useMe()
  const here = useWorkspace()
  const enter = useSwitchWorkspace()
  const client = useQueryClient()
  const [making, setMaking] = useState(false)
  const [finding, setFinding] = useState(false)
  const near = recentFirst(workspaces, recentWorkspaces()).slice(0, mostNear)
  return (
    <>
      <Menu
        align="start"
        // What waits elsewhere is not told while one is here.
        onOpen={() => void client.invalidateQueries({ queryKey: askMe().queryKey })}
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
        {near.map((workspace) => (
          <MenuChoice
            key={workspace.id}
            checked={workspace.id === here.id}
            onSelect={() => enter(workspace.id)}
          >
            <WorkspaceName workspace={workspace} />
          </MenuChoice>
        ))}
        {workspaces.length > near.length && (
          <MenuItem icon={Search} onSelect={() => setFinding(true)}>
            {t('findWorkspace')} …
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem icon={Plus} onSelect={() => setMaking(true)}>
          {t('newWorkspace.do')}
        </MenuItem>
      </Menu>
      <Suspense>
        {making && <WorkspaceForm onClose={() => setMaking(false)} />}
        {finding && <WorkspacePicker onClose={() => setFinding(false)} />}
      </Suspense>
    </>
  )
}

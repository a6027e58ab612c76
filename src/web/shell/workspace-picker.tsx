import { Command, defaultFilter } from 'cmdk'
import { Search } from 'lucide-react'
import { useMe } from '../api/me.ts'
import { recentWorkspaces } from '../api/workspace.ts'
import { Dialog } from '../kit/dialog.tsx'
import { useWords } from '../kit/words.ts'
import { recentFirst } from './recent.ts'
import { useSwitchWorkspace } from './use-switch.ts'
import { WorkspaceName } from './workspace-name.tsx'

/** By name: an id says nothing to anybody. */
const byName = (_id: string, typed: string, names: string[] = []): number =>
  defaultFilter(names.join(' '), typed)

/** All workspaces of whoever has many, by typing; where they were lately comes first. */
export function WorkspacePicker({ onClose }: { onClose: () => void }) {
  const t = useWords('shell')
  const { workspaces } = useMe()
  const enter = useSwitchWorkspace()
  const choose = (id: string) => () => {
    onClose()
    enter(id)
  }
  return (
    <Dialog open onClose={onClose} title={t('workspaces')}>
      <Command loop label={t('findWorkspace')} filter={byName} className="flex flex-col gap-2">
        <div className="flex items-center gap-2.5 rounded-md border border-edge px-3">
          <Search aria-hidden className="size-4 shrink-0 text-faint" />
          <Command.Input
            placeholder={t('findWorkspace')}
            className="h-control w-full bg-transparent text-base outline-none"
          />
        </div>
        <Command.List className="max-h-[50dvh] overflow-y-auto">
          <Command.Empty className="px-3 py-6 text-center text-muted">{t('noWorkspace')}</Command.Empty>
          {recentFirst(workspaces, recentWorkspaces()).map((workspace) => (
            <Command.Item
              key={workspace.id}
              value={workspace.id}
              keywords={[workspace.name]}
              onSelect={choose(workspace.id)}
              className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-base aria-selected:bg-hover touch:min-h-11"
            >
              <WorkspaceName workspace={workspace} />
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

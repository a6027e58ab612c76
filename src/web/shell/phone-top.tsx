import { Search } from 'lucide-react'
import { IconButton } from '../kit/button.tsx'
import { useWords } from '../kit/words.ts'
import { BellButton } from './bell-button.tsx'
import { WorkspaceSwitch } from './workspaces.tsx'

/** The head of a phone: which brand, the search, what was told. */
export function PhoneTop({ onSearch }: { onSearch: () => void }) {
  const t = useWords('shell')
  return (
    <header className="sticky top-0 z-20 flex items-center gap-1 border-b border-line bg-ground/95 px-2 py-1 backdrop-blur md:hidden">
      <div className="min-w-0 flex-1">
        <WorkspaceSwitch />
      </div>
      <IconButton icon={Search} label={t('search')} onClick={onSearch} />
      <BellButton bare />
    </header>
  )
}

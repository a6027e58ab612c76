import { PencilLine, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'

type Item = { key: string; title: string; words: ReactNode }
type Props = {
  items: readonly Item[]
  empty: string
  onChange: (at: number) => void
  onRemove: (at: number) => void
}

/** Short rows of which each is changed in a form of its own. */
export function ListRows({ items, empty, onChange, onRemove }: Props) {
  const t = useWords('plan')
  if (items.length === 0) return <p className="text-muted">{empty}</p>
  return (
    <ul className="divide-y divide-line">
      {items.map(({ key, title, words }, at) => (
        <li key={key} className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
          <span className="min-w-0 flex-1">
            <span className="block break-words font-medium">{title}</span>
            <span className="block text-sm break-words text-muted">{words}</span>
          </span>
          <IconButton icon={PencilLine} label={t('changeOf', { name: title })} onClick={() => onChange(at)} />
          <IconButton icon={Trash2} label={t('removeOf', { name: title })} onClick={() => onRemove(at)} />
        </li>
      ))}
    </ul>
  )
}

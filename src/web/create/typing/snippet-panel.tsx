import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Snippet } from '../../../modules/create/snippets/contract.ts'
import { gapsIn } from '../../../modules/create/templates/contract.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { FillDialog } from './fill-dialog.tsx'
import type { PanelProps } from './tools.tsx'
import { askSnippets } from './use-offers.ts'

/** Snippets by name or by what they say. One with gaps asks what stands in them. */
export default function SnippetPanel({ onChoose }: PanelProps) {
  const t = useWords('writing')
  const known = useQuery(askSnippets())
  const [typed, setTyped] = useState('')
  const [filling, setFilling] = useState<Snippet | null>(null)
  if (known.isError) return <ErrorState words={t('snippets.failed')} onRetry={() => void known.refetch()} />
  if (!known.data) return <SkeletonRows rows={3} />
  const wanted = typed.trim().toLowerCase()
  const items = known.data.items.filter(({ name, text }) => `${name}\n${text}`.toLowerCase().includes(wanted))
  return (
    <div className="flex max-h-96 flex-col gap-2">
      {known.data.items.length > 6 && (
        <Input
          type="search"
          aria-label={t('snippets.search')}
          placeholder={t('snippets.search')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      {items.length === 0 && (
        <p className="text-sm text-muted">{t(wanted ? 'snippets.noneFound' : 'snippets.emptyPanel')}</p>
      )}
      <ul className="flex flex-col">
        {items.map((snippet) => (
          <li key={snippet.id}>
            <button
              type="button"
              className="flex w-full flex-col rounded-md px-2 py-1.5 text-left hover:bg-hover"
              onClick={() => (gapsIn(snippet.text).length > 0 ? setFilling(snippet) : onChoose(snippet.text))}
            >
              <span className="truncate font-medium">{snippet.name}</span>
              <span className="line-clamp-2 text-sm text-muted">{snippet.text}</span>
            </button>
          </li>
        ))}
      </ul>
      <Link to={'/words?tab=snippets' as never} className="text-sm font-semibold text-accent hover:underline">
        {t('snippets.manage')}
      </Link>
      {filling && (
        <FillDialog
          snippet={filling}
          onClose={() => setFilling(null)}
          onFilled={(words) => onChoose(words)}
        />
      )}
    </div>
  )
}

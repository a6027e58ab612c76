import { Save, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import type { Drafting } from './use-draft.ts'

type Props = {
  drafting: Drafting
  /** A field that cannot be saved as it is: its place. */
  onFault: (path: string) => void
}

/** What is not saved yet, why it was changed, and the button; it stays at the foot of the window. */
export function SaveBar({ drafting, onFault }: Props) {
  const t = useWords('strategy')
  const formats = useFormats()
  const [reason, setReason] = useState('')
  const { draft, changed, conflict, saving } = drafting
  const save = () => {
    const [first] = drafting.submit(reason)
    if (first) onFault(first)
    else setReason('')
  }
  useSaveKey(save, draft !== null && !conflict)
  if (!draft) return null
  return (
    <section
      aria-label={t('save')}
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-10 flex flex-col gap-2 rounded-lg border border-line-strong bg-raised p-3 shadow-float md:bottom-4 md:flex-row md:items-center"
    >
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">
          {t('unsaved', { parts: formats.list(changed.map((part) => t(`parts.${part}`))) })}
        </p>
        <p className="text-xs text-muted max-md:hidden">
          {t('unsavedKept', { when: formats.time(draft.at) })}
        </p>
      </div>
      <Input
        aria-label={t('reason')}
        placeholder={t('reason')}
        maxLength={300}
        className="md:w-64"
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && save()}
      />
      <div className="flex justify-end gap-2">
        <Button icon={Undo2} onClick={drafting.discard}>
          {t('discard')}
        </Button>
        <Button look="primary" icon={Save} busy={saving} disabled={conflict !== null} onClick={save}>
          {t('save')}
        </Button>
      </div>
    </section>
  )
}

/** Ctrl S, ⌘ S. */
function useSaveKey(save: () => void, open: boolean): void {
  useEffect(() => {
    if (!open) return
    const hear = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyS' || event.altKey || event.shiftKey) return
      event.preventDefault()
      save()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  })
}
